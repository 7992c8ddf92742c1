package dev.interlane.codec.substrate;

import dev.interlane.codec.internal.PlanCodec;
import dev.interlane.codec.internal.Tag;
import dev.interlane.error.CodecException;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import dev.interlane.value.Values;
import java.util.Arrays;
import java.util.List;

/**
 * A message of an ink contract: a selector of four bytes, then the arguments in SCALE. Thread-safe.
 *
 * <p>The selector is the beginning of BLAKE2b-256 of the label, which for messages of a trait is
 * {@code Trait::message}. A contract may choose another one; {@link #withSelector} takes it.
 *
 * <pre>{@code
 * InkMessage transfer = InkMessage.of("transfer", Scale.parse("(address,uint128)").types());
 * }</pre>
 *
 * @see <a href="https://use.ink/docs/v5/macros-attributes/selector/">ink selectors</a>
 */
public final class InkMessage {
  /** The number of bytes of a selector. */
  public static final int SELECTOR_BYTES = 4;

  private final String label;
  private final Bytes selector;
  private final PlanCodec arguments;

  private InkMessage(String label, Bytes selector, PlanCodec arguments) {
    this.label = label;
    this.selector = selector;
    this.arguments = arguments;
  }

  /**
   * The message of this label and these parameters.
   *
   * @throws UnrepresentableTypeException if SCALE lacks one of the types
   */
  public static InkMessage of(String label, List<ValueType> parameters) {
    return new InkMessage(
        label, selectorOf(label), PlanCodec.of(ScaleDialect.INSTANCE, parameters));
  }

  static Bytes selectorOf(String label) {
    return Blake2b.hash(Bytes.fromUtf8(label), 32).slice(0, SELECTOR_BYTES).compact();
  }

  /**
   * The same message with the selector that the contract chose.
   *
   * @throws IllegalArgumentException if it does not have four bytes
   */
  public InkMessage withSelector(Bytes other) {
    if (other.length() != SELECTOR_BYTES) {
      throw new IllegalArgumentException("A selector has 4 bytes, got " + other);
    }
    return new InkMessage(label, other, arguments);
  }

  /** The first four bytes of every call. */
  public Bytes selector() {
    return selector;
  }

  /**
   * The call from Java values, taken as {@link Values#coerce(List, List)} does.
   *
   * @throws IllegalArgumentException if there are more or fewer than parameters, or one does not
   *     fit
   */
  public Bytes encode(Object... values) {
    return encodeValues(Values.coerce(arguments.types(), Arrays.asList(values)));
  }

  /**
   * The call from one value per parameter.
   *
   * @throws IllegalArgumentException if there are more or fewer than parameters, or one does not
   *     fit
   */
  public Bytes encodeValues(List<Value> values) {
    return arguments.encodeBetween(selector, values, Bytes.EMPTY);
  }

  /**
   * The arguments of a call.
   *
   * @throws CodecException if it is not a canonical call of this message
   */
  public List<Value> decode(Bytes call) {
    Tag.require(call, selector, label);
    return arguments.decodeFrom(call, SELECTOR_BYTES);
  }

  /** The label. */
  @Override
  public String toString() {
    return label;
  }
}
