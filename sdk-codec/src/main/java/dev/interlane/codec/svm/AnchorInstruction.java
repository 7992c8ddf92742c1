package dev.interlane.codec.svm;

import dev.interlane.codec.internal.PlanCodec;
import dev.interlane.codec.internal.TaggedCodec;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.FunctionSignature;
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
public final class AnchorInstruction extends TaggedCodec {
  private AnchorInstruction(
      FunctionSignature signature, List<String> names, Bytes discriminator, PlanCodec arguments) {
    super(signature, names, discriminator, arguments);
  }

  /**
   * The instruction of this signature.
   *
   * @throws UnrepresentableTypeException if Borsh lacks one of the types
   */
  public static AnchorInstruction of(FunctionSignature signature) {
    return new AnchorInstruction(
        signature,
        List.of(),
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
    return new AnchorInstruction(signature(), names(), other, values());
  }

  /**
   * The same instruction with the names of its arguments, which records are checked against.
   *
   * @throws IllegalArgumentException if there is not one per argument
   */
  public AnchorInstruction withNames(List<String> names) {
    return new AnchorInstruction(signature(), names, tag(), values());
  }

  /** What the instruction's data begins with. */
  public Bytes discriminator() {
    return tag();
  }
}
