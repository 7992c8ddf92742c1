package dev.interlane.codec.internal;

import dev.interlane.value.ValueType;
import java.util.List;

/** A place in a value put into words, such as {@code [1].amount}; worked out only for an error. */
public final class TypePath {
  private TypePath() {}

  /**
   * The place that {@code steps} lead to from the list of values of these types.
   *
   * @param steps on each level the index of the element, component, field or variant; of a map
   *     twice the index of the entry, and one more for its value
   * @param levels how many steps count
   */
  public static String of(List<ValueType> types, int[] steps, int levels) {
    StringBuilder text = new StringBuilder();
    ValueType type = new ValueType.Tuple(types);
    for (int i = 0; i < levels; i++) {
      type = step(stripOptions(type), steps[i], text);
    }
    return text.toString();
  }

  /** The part of a type that a step leads to; its name is added to the text. */
  static ValueType step(ValueType type, int index, StringBuilder text) {
    return switch (type) {
      case ValueType.Struct struct -> {
        ValueType.Field field = struct.fields().get(index);
        text.append('.').append(field.name());
        yield field.type();
      }
      case ValueType.Tuple tuple -> {
        text.append('[').append(index).append(']');
        yield tuple.components().get(index);
      }
      case ValueType.Array array -> {
        text.append('[').append(index).append(']');
        yield array.element();
      }
      case ValueType.FixedArray array -> {
        text.append('[').append(index).append(']');
        yield array.element();
      }
      case ValueType.Choice choice -> {
        ValueType.Variant variant = choice.variants().get(index);
        text.append('.').append(variant.name());
        yield variant.type();
      }
      case ValueType.Dictionary map -> {
        text.append('{').append(index / 2).append('}').append(index % 2 == 0 ? ".key" : "");
        yield index % 2 == 0 ? map.key() : map.value();
      }
      default -> throw new IllegalStateException("Nothing lies within " + type.canonical());
    };
  }

  /** The type within options, which take no step. */
  static ValueType stripOptions(ValueType type) {
    ValueType stripped = type;
    while (stripped instanceof ValueType.Option option) {
      stripped = option.element();
    }
    return stripped;
  }
}
