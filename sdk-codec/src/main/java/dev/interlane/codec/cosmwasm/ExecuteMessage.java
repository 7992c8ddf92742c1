package dev.interlane.codec.cosmwasm;

import dev.interlane.codec.DecodedPart;
import dev.interlane.codec.Explanation;
import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.bind.AddressForm;
import dev.interlane.codec.internal.PlanCodec;
import dev.interlane.error.CodecException;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import dev.interlane.value.Values;
import java.util.Arrays;
import java.util.List;

/**
 * A message that a CosmWasm contract executes: an object with the message's name and its arguments.
 * Thread-safe.
 *
 * <p>Most contracts name their arguments, so give the fields. Arguments without names are what
 * Rust's tuple variants have: the one value, or an array of them.
 *
 * <pre>{@code
 * ExecuteMessage transfer =
 *     ExecuteMessage.of(
 *         "transfer",
 *         List.of(
 *             new ValueType.Field("recipient", new ValueType.Address()),
 *             new ValueType.Field("amount", new ValueType.UInt(128))));
 * transfer.encode(recipient, 5); // {"transfer":{"recipient":"wasm1..","amount":"5"}}
 * }</pre>
 */
public final class ExecuteMessage implements ValueCodec {
  private final String name;
  private final List<ValueType> parameters;
  private final List<String> names;
  private final boolean wrapped;
  private final PlanCodec message;

  private ExecuteMessage(
      String name,
      List<ValueType> parameters,
      List<String> names,
      ValueType data,
      boolean wrapped) {
    this.name = name;
    this.parameters = List.copyOf(parameters);
    this.names = names;
    this.wrapped = wrapped;
    this.message =
        PlanCodec.of(
            JsonDialect.INSTANCE,
            List.of(new ValueType.Choice(name, List.of(new ValueType.Variant(name, 0, data)))));
  }

  /**
   * The message of this name with named arguments.
   *
   * @throws UnrepresentableTypeException if JSON lacks one of the types
   */
  public static ExecuteMessage of(String name, List<ValueType.Field> fields) {
    return new ExecuteMessage(
        name,
        fields.stream().map(ValueType.Field::type).toList(),
        fields.stream().map(ValueType.Field::name).toList(),
        new ValueType.Struct(name, fields),
        true);
  }

  /**
   * The message of a function without names: no argument is {@code {}}, one is the value itself (a
   * struct is an object), more are an array.
   *
   * @throws UnrepresentableTypeException if JSON lacks one of the types
   */
  public static ExecuteMessage of(FunctionSignature function) {
    List<ValueType> types = function.parameters();
    String name = function.name();
    return switch (types.size()) {
      case 0 -> of(name, List.of());
      case 1 -> new ExecuteMessage(name, types, List.of(), types.get(0), false);
      default -> new ExecuteMessage(name, types, List.of(), new ValueType.Tuple(types), true);
    };
  }

  /** The message's name. */
  public String name() {
    return name;
  }

  @Override
  public List<ValueType> types() {
    return parameters;
  }

  @Override
  public List<String> names() {
    return names;
  }

  /**
   * The message from Java values, taken as {@link Values#coerce(List, List)} does.
   *
   * @throws IllegalArgumentException if there are more or fewer than arguments, or one does not fit
   */
  @Override
  public Bytes encode(Object... values) {
    return encodeValues(Values.coerce(parameters, Arrays.asList(values)));
  }

  /**
   * The message from one value per argument.
   *
   * @throws IllegalArgumentException if there are more or fewer than arguments, or one does not fit
   */
  @Override
  public Bytes encodeValues(List<Value> values) {
    Values.check(parameters, values);
    Value data = wrapped ? new Value.Sequence(values) : values.get(0);
    return message.encodeValues(List.of(new Value.Choice(name, data)));
  }

  /**
   * The arguments in a message.
   *
   * @throws CodecException if it is not this message in canonical form
   */
  @Override
  public List<Value> decode(Bytes json) {
    Value data = ((Value.Choice) message.decode(json).get(0)).data();
    return wrapped ? data.asElements() : List.of(data);
  }

  @Override
  public AddressForm addresses() {
    return message.addresses();
  }

  @Override
  public Explanation explained(Bytes json) {
    Explanation whole = message.explained(json);
    List<DecodedPart> variants = whole.parts().isEmpty() ? List.of() : whole.parts().get(0).parts();
    if (variants.isEmpty()) {
      return new Explanation(Bytes.EMPTY, List.of(), whole.refusal());
    }
    DecodedPart data = variants.get(0);
    return new Explanation(
        JsonChoicePlan.before(name),
        wrapped ? data.parts() : List.of(data.named("[0]")),
        whole.refusal());
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
