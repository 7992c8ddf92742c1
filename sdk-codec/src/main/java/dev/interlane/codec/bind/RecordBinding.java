package dev.interlane.codec.bind;

import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.List;

/**
 * A Java type whose objects stand for lists of values of fixed types. Thread-safe.
 *
 * <p>Components go with types by position, and where types have names the names must agree; {@code
 * minAmount} agrees with {@code min_amount}, {@code _minAmount} and {@code MIN_AMOUNT}.
 *
 * <table>
 * <caption>Java types</caption>
 * <tr><th>neutral type</th><th>Java type</th></tr>
 * <tr><td>integers</td><td>{@code byte} to {@code long} that hold every number of the type, {@code BigInteger}</td></tr>
 * <tr><td>bool, string, symbol</td><td>{@code boolean}, {@code String}</td></tr>
 * <tr><td>bytes, bytesN</td><td>{@code Bytes}; {@code Bytes32} for bytes32</td></tr>
 * <tr><td>address</td><td>as {@link AddressForm} says</td></tr>
 * <tr><td>arrays</td><td>{@code List}</td></tr>
 * <tr><td>structs, tuples</td><td>records</td></tr>
 * <tr><td>options, maps</td><td>{@code Optional}, {@code Map}</td></tr>
 * <tr><td>enums</td><td>an enum where no variant has data; a sealed interface of records named as the variants</td></tr>
 * <tr><td>unit</td><td>a record without components</td></tr>
 * <tr><td>any</td><td>{@link Value}</td></tr>
 * </table>
 *
 * @param <T> the Java type
 */
public final class RecordBinding<T> {
  private final Class<T> type;
  private final Converter converter;
  private final boolean isWhole;

  private RecordBinding(Class<T> type, Converter converter, boolean isWhole) {
    this.type = type;
    this.converter = converter;
    this.isWhole = isWhole;
  }

  /**
   * Binds a record's components to the types. Where there is only one type, without a name, and it
   * is a struct, a tuple or an enum, the Java type itself stands for it.
   *
   * @param names of the values, or none
   * @throws IllegalArgumentException if the Java type differs; the message has every place
   */
  public static <T> RecordBinding<T> of(
      Class<T> type, List<ValueType> types, List<String> names, AddressForm addresses) {
    Binder binder = new Binder(addresses);
    boolean isWhole = isOneWhole(types, names);
    Converter converter;
    if (isWhole) {
      converter = binder.bind(types.get(0), type, "");
    } else if (type.isRecord()) {
      converter = binder.record(type, types, names, "");
    } else {
      throw new IllegalArgumentException(
          type.getName()
              + " is no record, so it cannot stand for "
              + new ValueType.Tuple(types).canonical());
    }
    if (!binder.mismatches().isEmpty()) {
      throw new IllegalArgumentException(
          type.getName()
              + " does not fit "
              + new ValueType.Tuple(types).canonical()
              + ":\n  "
              + String.join("\n  ", binder.mismatches()));
    }
    return new RecordBinding<>(type, converter, isWhole);
  }

  private static boolean isOneWhole(List<ValueType> types, List<String> names) {
    return types.size() == 1
        && names.isEmpty()
        && (types.get(0) instanceof ValueType.Struct
            || types.get(0) instanceof ValueType.Tuple
            || types.get(0) instanceof ValueType.Choice);
  }

  /**
   * The values of an object, whose ranges and lengths the codec checks.
   *
   * @throws IllegalArgumentException if a component is null, or no address
   */
  public List<Value> values(T object) {
    Value value = converter.toValue().apply(object);
    return isWhole ? List.of(value) : value.asElements();
  }

  /** The object of decoded values. What the record's own constructor throws is passed on. */
  public T object(List<Value> values) {
    Value value = isWhole ? values.get(0) : new Value.Sequence(values);
    return type.cast(converter.toJava().apply(value));
  }
}
