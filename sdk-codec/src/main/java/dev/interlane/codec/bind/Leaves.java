package dev.interlane.codec.bind;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Java types for neutral types without others in them. An integer's Java type holds every number of
 * the neutral type, so that reading never narrows; what is written is checked by the codec.
 */
final class Leaves {
  private static final Map<Class<?>, Integer> BITS =
      Map.of(
          byte.class,
          8,
          Byte.class,
          8,
          short.class,
          16,
          Short.class,
          16,
          int.class,
          32,
          Integer.class,
          32,
          long.class,
          64,
          Long.class,
          64);

  private static final Converter BIG =
      new Converter(object -> Value.Int.of((BigInteger) object), Value::asNumber);
  private static final Converter TRUTH =
      new Converter(object -> Value.Bool.of((Boolean) object), Value::asTruth);
  private static final Converter TEXT =
      new Converter(object -> new Value.Text((String) object), Value::asText);
  private static final Converter BYTES =
      new Converter(object -> new Value.Blob((Bytes) object), Value::asBytes);
  private static final Converter WORD =
      new Converter(object -> new Value.Blob(((Bytes32) object).toBytes()), Value::asBytes32);
  private static final Converter EVM =
      new Converter(object -> Value.Address.of((EvmAddress) object), Value::asEvmAddress);
  private static final Converter KEY =
      new Converter(
          object -> Value.Address.of(((Bytes32) object).toBytes()),
          value -> Bytes32.of(((Value.Address) value).bytes()));
  private static final Converter KEY_BYTES =
      new Converter(
          object -> Value.Address.of((Bytes) object), value -> ((Value.Address) value).bytes());
  private static final Converter ADDRESS_TEXT =
      new Converter(object -> Value.Address.parse((String) object), Leaves::addressText);

  private final AddressForm addresses;

  private static String addressText(Value value) {
    return ((Value.Address) value)
        .text()
        .orElseThrow(() -> new IllegalStateException("Expected an address of text, got " + value));
  }

  Leaves(AddressForm addresses) {
    this.addresses = addresses;
  }

  /** The converter between the two, or null if the Java type does not hold the neutral one. */
  @Nullable Converter find(ValueType type, Class<?> java) {
    return switch (type) {
      case ValueType.UInt uint -> number(java, uint.bits() + 1);
      case ValueType.Compact compact -> number(java, compact.bits() + 1);
      case ValueType.Int signed -> number(java, signed.bits());
      case ValueType.Felt felt -> number(java, 253);
      case ValueType.Bool bool -> java == boolean.class || java == Boolean.class ? TRUTH : null;
      case ValueType.Text text -> java == String.class ? TEXT : null;
      case ValueType.Symbol symbol -> java == String.class ? TEXT : null;
      case ValueType.Blob blob -> java == Bytes.class ? BYTES : null;
      case ValueType.FixedBytes fixed ->
          java == Bytes.class
              ? BYTES
              : java == Bytes32.class && fixed.length() == Bytes32.LENGTH_BYTES ? WORD : null;
      case ValueType.Address address -> address(java);
      default -> null;
    };
  }

  private @Nullable Converter address(Class<?> java) {
    return switch (addresses) {
      case EVM -> java == EvmAddress.class ? EVM : null;
      case KEY -> java == Bytes32.class ? KEY : java == Bytes.class ? KEY_BYTES : null;
      case TEXT -> java == String.class ? ADDRESS_TEXT : null;
    };
  }

  /** Of numbers that need so many bits, their sign counted. */
  private static @Nullable Converter number(Class<?> java, int bits) {
    if (java == BigInteger.class) {
      return BIG;
    }
    if (BITS.getOrDefault(java, 0) < bits) {
      return null;
    }
    return switch (BITS.getOrDefault(java, 0)) {
      case 8 -> new Converter(Leaves::ofNumber, value -> (byte) value.asLong());
      case 16 -> new Converter(Leaves::ofNumber, value -> (short) value.asLong());
      case 32 -> new Converter(Leaves::ofNumber, value -> (int) value.asLong());
      default -> new Converter(Leaves::ofNumber, Value::asLong);
    };
  }

  private static Value ofNumber(Object object) {
    return Value.Int.of(((Number) object).longValue());
  }

  /** The Java types that hold a neutral type, for an error. */
  String accepted(ValueType type) {
    return switch (type) {
      case ValueType.UInt uint -> numbers(uint.bits() + 1);
      case ValueType.Compact compact -> numbers(compact.bits() + 1);
      case ValueType.Int signed -> numbers(signed.bits());
      case ValueType.Felt felt -> numbers(253);
      case ValueType.Bool bool -> "boolean";
      case ValueType.Text text -> "String";
      case ValueType.Symbol symbol -> "String";
      case ValueType.Blob blob -> "Bytes";
      case ValueType.FixedBytes fixed -> fixed.length() == 32 ? "Bytes32 or Bytes" : "Bytes";
      case ValueType.Address address ->
          switch (addresses) {
            case EVM -> "EvmAddress";
            case KEY -> "Bytes32 or Bytes";
            case TEXT -> "String";
          };
      case ValueType.Array array -> "List<...>";
      case ValueType.FixedArray array -> "List<...>";
      case ValueType.Tuple tuple -> "a record";
      case ValueType.Struct struct -> "a record";
      case ValueType.Choice choice -> "an enum or a sealed interface of records";
      case ValueType.Option option -> "Optional<...>";
      case ValueType.Dictionary map -> "Map<..., ...>";
      case ValueType.Unit unit -> "a record without components";
    };
  }

  private static String numbers(int bits) {
    return bits <= 8
        ? "byte to long or BigInteger"
        : bits <= 16
            ? "short to long or BigInteger"
            : bits <= 32
                ? "int, long or BigInteger"
                : bits <= 64 ? "long or BigInteger" : "BigInteger";
  }
}
