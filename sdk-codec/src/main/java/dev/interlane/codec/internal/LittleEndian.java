package dev.interlane.codec.internal;

import dev.interlane.error.DecodeReason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers of a fixed number of bytes, the lowest byte first. */
public enum LittleEndian implements NumberForm {
  /** One byte. */
  U8(1, 0xff),
  /** Four bytes; what is above 2^31 - 1 is too large for any count. */
  U32(4, Integer.MAX_VALUE);

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int bytes;
  private final int max;

  LittleEndian(int bytes, int max) {
    this.bytes = bytes;
    this.max = max;
  }

  @Override
  public int minBytes() {
    return bytes;
  }

  @Override
  public int max() {
    return max;
  }

  @Override
  public int size(int number) {
    return bytes;
  }

  @Override
  public int write(int number, byte[] target, int at) {
    return write(number, bytes, target, at);
  }

  @Override
  public int read(ByteReader in, DecodeReason tooLarge) {
    int from = in.take(bytes);
    long number = read(in, from, bytes);
    if (number > max) {
      throw in.refused(tooLarge, from, "expected at most " + max + ", got " + number);
    }
    return (int) number;
  }

  static int write(long number, int bytes, byte[] target, int at) {
    if (bytes == Long.BYTES) {
      LONG.set(target, at, number);
    } else {
      for (int i = 0; i < bytes; i++) {
        target[at + i] = (byte) (number >> (8 * i));
      }
    }
    return at + bytes;
  }

  static long read(ByteReader in, int from, int bytes) {
    if (bytes == Long.BYTES) {
      return Long.reverseBytes(in.longAt(from));
    }
    long number = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      number = (number << 8) | in.byteAt(from + i);
    }
    return number;
  }
}
