package dev.interlane.codec.bind;

import dev.interlane.value.Value;
import java.util.function.Function;

/**
 * How one Java type becomes values of one neutral type and back.
 *
 * @param toValue of an object of the Java type
 * @param toJava of a value of the neutral type
 */
record Converter(Function<Object, Value> toValue, Function<Value, Object> toJava) {
  /** Values as they are. */
  static final Converter SAME = new Converter(Value.class::cast, value -> value);

  /** The value of an object that must be there. */
  Value value(Object object, String what) {
    if (object == null) {
      throw new IllegalArgumentException(
          what + " is null; use Optional and an option type for what may be absent");
    }
    return toValue.apply(object);
  }
}
