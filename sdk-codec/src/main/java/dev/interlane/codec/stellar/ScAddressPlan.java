package dev.interlane.codec.stellar;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.Plan;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * An address behind its kind.
 *
 * <pre>
 * account    0, 0 for an ed25519 key, key    40 bytes
 * contract   1, hash                         36 bytes
 * </pre>
 */
final class ScAddressPlan extends Plan {
  private static final int KEY_BYTES = 32;
  // The address, its text and the bytes of it.
  private static final int HEAP = 250;

  ScAddressPlan() {
    super(2 * ScKind.WORD + KEY_BYTES, 0, HEAP);
  }

  static @Nullable StrKey key(Value.Address address) {
    return address.text().map(StrKey::parse).orElse(null);
  }

  /** The address without the kind of a value. */
  static Bytes encoded(StrKey key) {
    Bytes kind =
        key.kind() == StrKey.Kind.ACCOUNT
            ? Bytes.of(new byte[2 * ScKind.WORD])
            : Bytes.of((byte) 0, (byte) 0, (byte) 0, (byte) 1);
    return Bytes.concat(kind, key.key());
  }

  @Override
  public long measure(Value value) {
    StrKey key = value instanceof Value.Address address ? key(address) : null;
    return key == null ? -1 : ScKind.WORD + encoded(key).length();
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    Bytes encoded = encoded(require(value));
    encoded.copyTo(target, ScKind.ADDRESS.writeTag(target, at));
    return at + ScKind.WORD + encoded.length();
  }

  private static StrKey require(Value value) {
    StrKey key = key((Value.Address) value);
    if (key == null) {
      throw new IllegalStateException("An address that was not measured: " + value);
    }
    return key;
  }

  @Override
  public Value read(ByteReader in) {
    ScKind.ADDRESS.take(in);
    StrKey.Kind kind = kind(in);
    StrKey key = new StrKey(kind, in.slice(in.take(KEY_BYTES), KEY_BYTES));
    return Value.Address.parse(key.toString());
  }

  private static StrKey.Kind kind(ByteReader in) {
    int from = in.at();
    int kind = ScKind.readWord(in, DecodeReason.WRONG_KIND);
    if (kind == 1) {
      return StrKey.Kind.CONTRACT;
    }
    int keyFrom = in.at();
    if (kind != 0) {
      throw in.refused(
          DecodeReason.WRONG_KIND, from, "expected an account (0) or a contract (1), got " + kind);
    }
    int algorithm = ScKind.readWord(in, DecodeReason.WRONG_KIND);
    if (algorithm != 0) {
      throw in.refused(
          DecodeReason.WRONG_KIND, keyFrom, "expected an ed25519 key (0), got " + algorithm);
    }
    return StrKey.Kind.ACCOUNT;
  }

  @Override
  public @Nullable String misfit(Value value) {
    return value instanceof Value.Address address && key(address) == null
        ? " must be a Stellar account or contract, G or C and 55 more characters, got " + address
        : null;
  }

  @Override
  public int compare(Value left, Value right) {
    return encoded(require(left)).compareTo(encoded(require(right)));
  }
}
