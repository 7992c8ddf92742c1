package dev.interlane.codec.fuzz;

import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What of the neutral model a VM has, found by asking its codec, so that a type that a VM gains is
 * tried from then on.
 *
 * @param leaves types without others in them
 * @param keys those that keys of maps may have
 * @param shapes types made of others
 */
record TypePalette(List<ValueType> leaves, List<ValueType> keys, List<Shape> shapes) {

  /** What types are made of others. */
  enum Shape {
    ARRAY,
    FIXED_ARRAY,
    TUPLE,
    STRUCT,
    CHOICE,
    OPTION,
    MAP,
    NESTED_ARRAYS
  }

  private static final int[] FIXED_BYTES = {1, 2, 3, 7, 20, 31, 32, 33, 64, 255};

  /**
   * The palette of a VM.
   *
   * @param codecOf makes the codec of types, or refuses them
   */
  static TypePalette of(Function<List<ValueType>, ?> codecOf) {
    List<ValueType> leaves = candidates().filter(type -> has(codecOf, type)).toList();
    List<ValueType> keys =
        leaves.stream().filter(key -> has(codecOf, new ValueType.Dictionary(key, key))).toList();
    ValueType leaf = leaves.get(0);
    List<Shape> shapes = new ArrayList<>(List.of(Shape.values()));
    if (!has(codecOf, new ValueType.Option(leaf))) {
      shapes.remove(Shape.OPTION);
    }
    if (!has(codecOf, choice(leaf))) {
      shapes.remove(Shape.CHOICE);
    }
    if (keys.isEmpty()) {
      shapes.remove(Shape.MAP);
    }
    return new TypePalette(leaves, keys, shapes);
  }

  private static Stream<ValueType> candidates() {
    Stream<ValueType> numbers =
        IntStream.rangeClosed(1, 32)
            .mapToObj(
                bytes ->
                    List.<ValueType>of(
                        new ValueType.UInt(8 * bytes),
                        new ValueType.Int(8 * bytes),
                        new ValueType.Compact(8 * bytes)))
            .flatMap(List::stream);
    Stream<ValueType> fixed = IntStream.of(FIXED_BYTES).mapToObj(ValueType.FixedBytes::new);
    Stream<ValueType> others =
        Stream.of(
            new ValueType.Text(),
            new ValueType.Blob(),
            new ValueType.Bool(),
            new ValueType.Address(),
            new ValueType.Felt(),
            new ValueType.Symbol(),
            new ValueType.Unit());
    return Stream.of(others, fixed, numbers).flatMap(each -> each);
  }

  private static ValueType choice(ValueType data) {
    return new ValueType.Choice("E", List.of(new ValueType.Variant("V", 0, data)));
  }

  private static boolean has(Function<List<ValueType>, ?> codecOf, ValueType type) {
    try {
      return codecOf.apply(List.of(type)) != null;
    } catch (UnrepresentableTypeException lacking) {
      return false;
    }
  }
}
