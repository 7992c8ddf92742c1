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

  /** The address without the kind of a value. */
  static Bytes encoded(StrKey key) {
    Bytes kind = Bytes.generate(keyAt(key.kind()), target -> writeKind(key.kind(), target, 0));
    return Bytes.concat(kind, key.key());
  }

  /** Where the key begins, from where the address begins without the kind of a value. */
  private static int keyAt(StrKey.Kind kind) {
    return kind == StrKey.Kind.ACCOUNT ? 2 * ScKind.WORD : ScKind.WORD;
  }

  private static int writeKind(StrKey.Kind kind, byte[] target, int at) {
    int next = ScKind.writeWord(kind == StrKey.Kind.ACCOUNT ? 0 : 1, target, at);
    return kind == StrKey.Kind.ACCOUNT ? ScKind.writeWord(0, target, next) : next;
  }

  private static StrKey.@Nullable Kind kindOf(Value.Address address) {
    String text = address.text().orElse(null);
    return text == null ? null : StrKey.kindOf(text);
  }

  @Override
  public long measure(Value value) {
    StrKey.Kind kind = value instanceof Value.Address address ? kindOf(address) : null;
    return kind == null ? -1 : ScKind.WORD + keyAt(kind) + KEY_BYTES;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    String text = text(value);
    // Accounts begin with G, and the text was measured.
    StrKey.Kind kind = text.charAt(0) == 'G' ? StrKey.Kind.ACCOUNT : StrKey.Kind.CONTRACT;
    int next = writeKind(kind, target, ScKind.ADDRESS.writeTag(target, at));
    StrKey.writeKey(text, target, next);
    return next + KEY_BYTES;
  }

  private static String text(Value value) {
    return ((Value.Address) value)
        .text()
        .orElseThrow(() -> new IllegalStateException("An address that was not measured: " + value));
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
    return value instanceof Value.Address address && kindOf(address) == null
        ? " must be a Stellar account or contract, G or C and 55 more characters, got " + address
        : null;
  }

  @Override
  public int compare(Value left, Value right) {
    return comparable(left).compareTo(comparable(right));
  }

  private Bytes comparable(Value value) {
    return Bytes.generate((int) measure(value), target -> write(value, target, 0));
  }
}
