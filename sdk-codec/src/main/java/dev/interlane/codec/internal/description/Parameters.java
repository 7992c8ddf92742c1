package dev.interlane.codec.internal.description;

import dev.interlane.value.FunctionSignature;
import dev.interlane.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a function takes: names and types.
 *
 * @param fields one per parameter, in order
 */
public record Parameters(List<ValueType.Field> fields) {
  public Parameters {
    fields = List.copyOf(fields);
  }

  /** The fields of an array of objects with {@code name} and {@code type}. */
  public static List<ValueType.Field> read(
      List<Described> entries, Function<Described, ValueType> type) {
    List<ValueType.Field> fields = new ArrayList<>(entries.size());
    for (Described entry : entries) {
      fields.add(new ValueType.Field(entry.field("name").text(), type.apply(entry.field("type"))));
    }
    return fields;
  }

  /** The types, in order. */
  public List<ValueType> types() {
    return fields.stream().map(ValueType.Field::type).toList();
  }

  /** The names, in order. */
  public List<String> names() {
    return fields.stream().map(ValueType.Field::name).toList();
  }

  /** The function of this name that takes them. */
  public FunctionSignature of(String function) {
    return new FunctionSignature(function, types());
  }
}
