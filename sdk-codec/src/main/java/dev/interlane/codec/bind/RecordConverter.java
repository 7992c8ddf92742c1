package dev.interlane.codec.bind;

import dev.interlane.value.Value;
import java.util.List;

/** A record as the sequence of its components. */
final class RecordConverter {
  private RecordConverter() {}

  static Converter of(RecordParts parts, Converter[] converters, String[] labels) {
    return new Converter(
        object -> {
          Value[] values = new Value[converters.length];
          for (int i = 0; i < values.length; i++) {
            values[i] = converters[i].value(parts.get(object, i), labels[i]);
          }
          return Value.Sequence.of(values);
        },
        value -> {
          List<Value> values = value.asElements();
          Object[] objects = new Object[converters.length];
          for (int i = 0; i < objects.length; i++) {
            objects[i] = converters[i].toJava().apply(values.get(i));
          }
          return parts.make(objects);
        });
  }
}
