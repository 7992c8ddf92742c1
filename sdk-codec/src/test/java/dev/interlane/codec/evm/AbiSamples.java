package dev.interlane.codec.evm;

import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random types of the EVM and values of them, the same ones for the same seed. */
final class AbiSamples {
  private static final String[] TEXTS = {
    "", "a", "0123456789abcdef0123456789abcdef", "\u00e9\u4e16\ud83e\udd80", "\u0000"
  };

  private final Random random;

  AbiSamples(Random random) {
    this.random = random;
  }

  List<ValueType> types() {
    return Stream.generate(() -> type(3)).limit(1 + random.nextInt(4)).toList();
  }

  List<Value> values(List<ValueType> types) {
    return types.stream().map(this::value).toList();
  }

  ValueType leaf() {
    int bits = 8 * (1 + random.nextInt(32));
    return switch (random.nextInt(7)) {
      case 0 -> new ValueType.UInt(bits);
      case 1 -> new ValueType.Int(bits);
      case 2 -> new ValueType.Bool();
      case 3 -> new ValueType.Address();
      case 4 -> new ValueType.FixedBytes(bits / 8);
      case 5 -> new ValueType.Blob();
      default -> new ValueType.Text();
    };
  }

  private ValueType type(int depth) {
    if (depth == 0 || random.nextInt(3) > 0) {
      return leaf();
    }
    return switch (random.nextInt(4)) {
      case 0 -> new ValueType.Array(type(depth - 1));
      case 1 -> new ValueType.FixedArray(type(depth - 1), 1 + random.nextInt(3));
      case 2 ->
          new ValueType.Struct(
              "S",
              IntStream.range(0, 1 + random.nextInt(3))
                  .mapToObj(i -> new ValueType.Field("f" + i, type(depth - 1)))
                  .toList());
      default ->
          new ValueType.Tuple(
              Stream.generate(() -> type(depth - 1)).limit(1 + random.nextInt(3)).toList());
    };
  }

  Value value(ValueType type) {
    return switch (type) {
      case ValueType.UInt uint -> Value.Int.of(number(uint.bits()));
      case ValueType.Int signed -> {
        BigInteger number = number(signed.bits() - 1);
        yield Value.Int.of(random.nextBoolean() ? number : number.not());
      }
      case ValueType.Bool bool -> Value.Bool.of(random.nextBoolean());
      case ValueType.Text text -> new Value.Text(TEXTS[random.nextInt(TEXTS.length)]);
      case ValueType.Blob blob -> new Value.Blob(bytes(random.nextInt(70)));
      case ValueType.FixedBytes fixed -> new Value.Blob(bytes(fixed.length()));
      case ValueType.Address address -> Value.Address.of(bytes(20));
      case ValueType.Array array -> sequence(array.element(), random.nextInt(4));
      case ValueType.FixedArray array -> sequence(array.element(), array.length());
      case ValueType.Tuple tuple -> new Value.Sequence(values(tuple.components()));
      case ValueType.Struct struct ->
          new Value.Sequence(struct.fields().stream().map(field -> value(field.type())).toList());
      default -> throw new IllegalArgumentException("Not a type of the EVM: " + type);
    };
  }

  private Value sequence(ValueType element, int length) {
    return new Value.Sequence(Stream.generate(() -> value(element)).limit(length).toList());
  }

  private BigInteger number(int bits) {
    return switch (random.nextInt(4)) {
      case 0 -> BigInteger.ZERO;
      case 1 -> BigInteger.TWO.pow(bits).subtract(BigInteger.ONE);
      default -> new BigInteger(bits, random);
    };
  }

  private Bytes bytes(int length) {
    return Bytes.generate(length, random::nextBytes);
  }
}
