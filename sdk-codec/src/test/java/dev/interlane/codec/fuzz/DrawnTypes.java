package dev.interlane.codec.fuzz;

import dev.interlane.primitive.Bytes;
import dev.interlane.value.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws types from bytes, one decision a byte, so that a fuzzer chooses types as it chooses input.
 * Where the bytes end every decision is the first, which is a leaf, so that types end too.
 */
final class DrawnTypes {
  private static final int MAX_DEPTH = 8;
  private static final int[] LENGTHS = {1, 2, 3, 0, 31, 1_000, 1_000_000};
  private static final String[] NAMES = {"a", "V", "f_1", "\"\\\n", "\u00fc"};

  private final TypePalette palette;
  private final Bytes choices;
  private int at;

  DrawnTypes(TypePalette palette, Bytes choices) {
    this.palette = palette;
    this.choices = choices;
  }

  /** A number from 0 to {@code bound - 1}. */
  int next(int bound) {
    return at < choices.length() ? (choices.get(at++) & 0xff) % bound : 0;
  }

  /** One to four types. */
  List<ValueType> types() {
    return types(1 + next(4), 0);
  }

  private List<ValueType> types(int count, int depth) {
    List<ValueType> types = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      types.add(type(depth));
    }
    return types;
  }

  private ValueType type(int depth) {
    if (next(2) == 0 || depth == MAX_DEPTH) {
      return leaf(palette.leaves());
    }
    return switch (palette.shapes().get(next(palette.shapes().size()))) {
      case ARRAY -> new ValueType.Array(type(depth + 1));
      case FIXED_ARRAY -> new ValueType.FixedArray(type(depth + 1), LENGTHS[next(LENGTHS.length)]);
      case TUPLE -> new ValueType.Tuple(types(next(5), depth + 1));
      case STRUCT -> struct(depth + 1);
      case CHOICE -> choice(depth + 1);
      case OPTION -> new ValueType.Option(type(depth + 1));
      case MAP ->
          new ValueType.Dictionary(
              next(4) == 0 ? type(depth + 1) : leaf(palette.keys()), type(depth + 1));
      case NESTED_ARRAYS -> nested(type(depth + 1));
    };
  }

  private ValueType leaf(List<ValueType> leaves) {
    return leaves.get(next(leaves.size()));
  }

  private ValueType struct(int depth) {
    List<ValueType.Field> fields = new ArrayList<>();
    for (ValueType type : types(next(5), depth)) {
      fields.add(new ValueType.Field(name(fields.size()), type));
    }
    return new ValueType.Struct("S", fields);
  }

  private ValueType choice(int depth) {
    List<ValueType.Variant> variants = new ArrayList<>();
    int step = 1 + next(90);
    for (ValueType type : types(1 + next(4), depth)) {
      variants.add(new ValueType.Variant(name(variants.size()), step * variants.size(), type));
    }
    return new ValueType.Choice("E", variants);
  }

  private String name(int position) {
    return NAMES[next(NAMES.length)] + position;
  }

  private ValueType nested(ValueType innermost) {
    ValueType type = innermost;
    for (int levels = next(ValueType.MAX_DEPTH); levels > 0; levels--) {
      type = new ValueType.Array(type);
    }
    return type;
  }
}
