package dev.interlane.codec;

import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random types of one VM and values of them, the same ones for the same seed. */
public final class Samples {
  private static final String[] TEXTS = {
    "",
    "a",
    "0123456789abcdef0123456789abcdef",
    "\u00e9\u4e16\ud83e\udd80",
    "\u0000\"\\\n/",
    "\uffff"
  };
  private static final BigInteger FELT_MAX =
      BigInteger.TWO.pow(251).add(BigInteger.valueOf(17).shiftLeft(192));

  /** What types are made of others. */
  public enum Shape {
    ARRAY,
    FIXED_ARRAY,
    TUPLE,
    STRUCT,
    CHOICE,
    OPTION,
    MAP
  }

  /**
   * What a VM has.
   *
   * @param leaves types without others in them
   * @param keys types that keys of maps may have
   * @param shapes types made of others
   * @param address an address in the form it decodes to
   */
  public record Vm(
      List<ValueType> leaves,
      List<ValueType> keys,
      List<Shape> shapes,
      Function<Random, Value.Address> address) {}

  private final Vm vm;
  private final Random random;

  public Samples(Vm vm, Random random) {
    this.vm = vm;
    this.random = random;
  }

  /** At least two, for a single one is bare in some formats and then its end is open. */
  public List<ValueType> types() {
    return Stream.generate(() -> type(3)).limit(2 + random.nextInt(3)).toList();
  }

  public List<Value> values(List<ValueType> types) {
    return types.stream().map(this::value).toList();
  }

  private ValueType leaf() {
    return vm.leaves.get(random.nextInt(vm.leaves.size()));
  }

  private ValueType type(int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return leaf();
    }
    return switch (vm.shapes.get(random.nextInt(vm.shapes.size()))) {
      case ARRAY -> new ValueType.Array(type(depth - 1));
      case FIXED_ARRAY -> new ValueType.FixedArray(type(depth - 1), random.nextInt(4));
      case TUPLE ->
          new ValueType.Tuple(
              Stream.generate(() -> type(depth - 1)).limit(1 + random.nextInt(3)).toList());
      case STRUCT ->
          new ValueType.Struct(
              "S",
              IntStream.range(0, 1 + random.nextInt(3))
                  .mapToObj(i -> new ValueType.Field("f" + (7 - i), type(depth - 1)))
                  .toList());
      case CHOICE -> choice(depth);
      // An option within another is more than some VMs can tell apart.
      case OPTION -> new ValueType.Option(leaf());
      case MAP ->
          new ValueType.Dictionary(vm.keys.get(random.nextInt(vm.keys.size())), type(depth - 1));
    };
  }

  private ValueType choice(int depth) {
    return new ValueType.Choice(
        "E",
        IntStream.range(0, 1 + random.nextInt(3))
            .mapToObj(
                i ->
                    new ValueType.Variant(
                        "V" + i, 3 * i, i == 0 ? new ValueType.Unit() : type(depth - 1)))
            .toList());
  }

  public Value value(ValueType type) {
    return switch (type) {
      case ValueType.UInt uint -> Value.Int.of(number(uint.bits()));
      case ValueType.Compact compact -> Value.Int.of(number(compact.bits()));
      case ValueType.Int signed -> {
        BigInteger number = number(signed.bits() - 1);
        yield Value.Int.of(random.nextBoolean() ? number : number.not());
      }
      case ValueType.Felt felt -> Value.Int.of(number(252).min(FELT_MAX));
      case ValueType.Bool bool -> Value.Bool.of(random.nextBoolean());
      case ValueType.Text text -> new Value.Text(TEXTS[random.nextInt(TEXTS.length)]);
      case ValueType.Symbol symbol -> new Value.Text("Sym_" + random.nextInt(100));
      case ValueType.Blob blob -> new Value.Blob(bytes(random.nextInt(70)));
      case ValueType.FixedBytes fixed -> new Value.Blob(bytes(fixed.length()));
      case ValueType.Address address -> vm.address.apply(random);
      case ValueType.Unit unit -> new Value.Unit();
      case ValueType.Array array -> sequence(array.element(), random.nextInt(4));
      case ValueType.FixedArray array -> sequence(array.element(), array.length());
      case ValueType.Tuple tuple -> new Value.Sequence(values(tuple.components()));
      case ValueType.Struct struct ->
          new Value.Sequence(struct.fields().stream().map(field -> value(field.type())).toList());
      case ValueType.Option option ->
          random.nextBoolean() ? new Value.Some(value(option.element())) : new Value.None();
      case ValueType.Choice choice -> {
        ValueType.Variant variant = choice.variants().get(random.nextInt(choice.variants().size()));
        yield new Value.Choice(variant.name(), value(variant.type()));
      }
      case ValueType.Dictionary map -> {
        Map<Value, Value> entries = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          entries.put(value(map.key()), value(map.value()));
        }
        List<Value.Entry> list = new ArrayList<>();
        entries.forEach((key, value) -> list.add(new Value.Entry(key, value)));
        yield new Value.Dictionary(list);
      }
    };
  }

  private Value sequence(ValueType element, int length) {
    return new Value.Sequence(Stream.generate(() -> value(element)).limit(length).toList());
  }

  private BigInteger number(int bits) {
    return switch (random.nextInt(4)) {
      case 0 -> BigInteger.ZERO;
      case 1 -> BigInteger.TWO.pow(bits).subtract(BigInteger.ONE);
      case 2 -> new BigInteger(Math.min(bits, 1 + random.nextInt(bits)), random);
      default -> new BigInteger(bits, random);
    };
  }

  private Bytes bytes(int length) {
    return Bytes.generate(length, random::nextBytes);
  }
}
