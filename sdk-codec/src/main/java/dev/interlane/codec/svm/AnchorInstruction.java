package dev.interlane.codec.svm;

import dev.interlane.codec.internal.PlanCodec;
import dev.interlane.codec.internal.Tag;
import dev.interlane.error.CodecException;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.Value;
import dev.interlane.value.Values;
import java.util.Arrays;
import java.util.List;

/**
 * An instruction of an Anchor program: a discriminator of eight bytes, then the arguments in Borsh.
 * The accounts it touches travel beside it and are no part of it. Thread-safe.
 *
 * <pre>{@code
 * static final AnchorInstruction DEPOSIT = AnchorInstruction.parse("deposit(uint64)");
 *
 * Bytes data = DEPOSIT.encode(5);
 * }</pre>
 *
 * <p>The discriminator is the beginning of SHA-256 of {@code global:} and the name in snake case. A
 * program may choose another one; its IDL says so, and {@link #withDiscriminator} takes it.
 *
 * @see <a href="https://www.anchor-lang.com/docs/basics/idl">Anchor IDL</a>
 */
public final class AnchorInstruction {
  private final FunctionSignature signature;
  private final Bytes discriminator;
  private final PlanCodec arguments;

  private AnchorInstruction(FunctionSignature signature, Bytes discriminator, PlanCodec arguments) {
    this.signature = signature;
    this.discriminator = discriminator;
    this.arguments = arguments;
  }

  /**
   * The instruction of this signature.
   *
   * @throws UnrepresentableTypeException if Borsh lacks one of the types
   */
  public static AnchorInstruction of(FunctionSignature signature) {
    return new AnchorInstruction(
        signature,
        AnchorDiscriminator.ofInstruction(signature.name()),
        PlanCodec.of(BorshDialect.INSTANCE, signature.parameters()));
  }

  /**
   * The instruction of a signature such as {@code deposit(uint64)}.
   *
   * @throws IllegalArgumentException if the text is no signature
   * @throws UnrepresentableTypeException if Borsh lacks one of the types
   */
  public static AnchorInstruction parse(String signature) {
    return of(FunctionSignature.parse(signature));
  }

  /**
   * The same instruction with the discriminator that the IDL gives.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public AnchorInstruction withDiscriminator(Bytes other) {
    if (other.isEmpty()) {
      throw new IllegalArgumentException("A discriminator has at least one byte, got none");
    }
    return new AnchorInstruction(signature, other, arguments);
  }

  /** The name and the types of the arguments. */
  public FunctionSignature signature() {
    return signature;
  }

  /** What the instruction's data begins with. */
  public Bytes discriminator() {
    return discriminator;
  }

  /**
   * Instruction data from Java values, taken as {@link Values#coerce(FunctionSignature, List)}
   * does.
   *
   * @throws IllegalArgumentException if there are more or fewer than arguments, or one does not fit
   */
  public Bytes encode(Object... values) {
    return encodeValues(Values.coerce(signature, Arrays.asList(values)));
  }

  /**
   * Instruction data from one value per argument.
   *
   * @throws IllegalArgumentException if there are more or fewer than arguments, or one does not fit
   */
  public Bytes encodeValues(List<Value> values) {
    return arguments.encodeBetween(discriminator, values, Bytes.EMPTY);
  }

  /**
   * The arguments in instruction data.
   *
   * @throws CodecException if it is not this instruction in canonical form
   */
  public List<Value> decode(Bytes data) {
    Tag.require(data, discriminator, signature.canonical());
    return arguments.decodeFrom(data, discriminator.length());
  }
}
