package dev.interlane.codec.bind;

import dev.interlane.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists, options and maps of what other converters turn. */
final class Containers {
  private Containers() {}

  static Converter list(Converter element, String path) {
    String what = "An element of " + path;
    return new Converter(
        object -> {
          List<?> list = (List<?>) object;
          Value[] values = new Value[list.size()];
          int i = 0;
          for (Object each : list) {
            values[i++] = element.value(each, what);
          }
          return Value.Sequence.of(values);
        },
        value -> {
          List<Value> elements = value.asElements();
          Object[] objects = new Object[elements.size()];
          for (int i = 0; i < objects.length; i++) {
            objects[i] = element.toJava().apply(elements.get(i));
          }
          return List.of(objects);
        });
  }

  static Converter optional(Converter element) {
    return new Converter(
        object -> {
          Optional<?> optional = (Optional<?>) object;
          return optional.isEmpty()
              ? new Value.None()
              : new Value.Some(element.toValue().apply(optional.get()));
        },
        value ->
            value instanceof Value.Some some
                ? Optional.of(element.toJava().apply(some.element()))
                : Optional.empty());
  }

  static Converter map(Converter key, Converter mapped, String path) {
    String what = "An entry of " + path;
    return new Converter(
        object -> {
          Map<?, ?> map = (Map<?, ?>) object;
          List<Value.Entry> entries = new ArrayList<>(map.size());
          for (Map.Entry<?, ?> each : map.entrySet()) {
            entries.add(
                new Value.Entry(
                    key.value(each.getKey(), what), mapped.value(each.getValue(), what)));
          }
          return new Value.Dictionary(entries);
        },
        value -> {
          Map<Object, Object> map = new LinkedHashMap<>();
          for (Value.Entry each : ((Value.Dictionary) value).entries()) {
            map.put(key.toJava().apply(each.key()), mapped.toJava().apply(each.value()));
          }
          return Collections.unmodifiableMap(map);
        });
  }
}
