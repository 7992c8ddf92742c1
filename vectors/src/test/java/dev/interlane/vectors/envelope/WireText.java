package dev.interlane.vectors.envelope;

import dev.interlane.primitive.Bytes;
import java.io.ByteArrayOutputStream;

/**
 * Writes Protobuf field by field, as it is told, canonical or not. It shares nothing with the codec
 * whose bytes it is held against.
 */
final class WireText {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  WireText number(int field, long value) {
    varint(field << 3);
    varint(value);
    return this;
  }

  /** A number other than zero; zero is left out. */
  WireText numberIfAny(int field, long value) {
    return value == 0 ? this : number(field, value);
  }

  WireText bytes(int field, Bytes value) {
    varint((field << 3) | 2);
    varint(value.length());
    out.writeBytes(value.toArray());
    return this;
  }

  /** Bytes that are not empty; none are left out. */
  WireText bytesIfAny(int field, Bytes value) {
    return value.isEmpty() ? this : bytes(field, value);
  }

  WireText text(int field, String value) {
    return bytesIfAny(field, Bytes.fromUtf8(value));
  }

  WireText raw(String hex) {
    out.writeBytes(Bytes.fromHex(hex).toArray());
    return this;
  }

  Bytes written() {
    return Bytes.of(out.toByteArray());
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
