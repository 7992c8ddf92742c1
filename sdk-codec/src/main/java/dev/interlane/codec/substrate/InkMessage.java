package dev.interlane.codec.substrate;

import dev.interlane.codec.internal.PlanCodec;
import dev.interlane.codec.internal.TaggedCodec;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.ValueType;
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
public final class InkMessage extends TaggedCodec {
  /** The number of bytes of a selector. */
  public static final int SELECTOR_BYTES = 4;

  private InkMessage(
      FunctionSignature signature, List<String> names, Bytes selector, PlanCodec arguments) {
    super(signature, names, selector, arguments);
  }

  /**
   * The message of this label and these parameters.
   *
   * @throws UnrepresentableTypeException if SCALE lacks one of the types
   */
  public static InkMessage of(String label, List<ValueType> parameters) {
    return new InkMessage(
        new FunctionSignature(label, parameters),
        List.of(),
        selectorOf(label),
        PlanCodec.of(ScaleDialect.INSTANCE, parameters));
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
    return new InkMessage(signature(), names(), other, values());
  }

  /**
   * The same message with the names of its parameters, which records are checked against.
   *
   * @throws IllegalArgumentException if there is not one per parameter
   */
  public InkMessage withNames(List<String> names) {
    return new InkMessage(signature(), names, tag(), values());
  }

  /** The first four bytes of every call. */
  public Bytes selector() {
    return tag();
  }
}
