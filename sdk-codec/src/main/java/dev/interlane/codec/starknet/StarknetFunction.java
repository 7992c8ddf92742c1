package dev.interlane.codec.starknet;

import dev.interlane.codec.internal.PlanCodec;
import dev.interlane.codec.internal.TaggedCodec;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.value.FunctionSignature;
import java.util.List;

/**
 * A function of a Starknet contract: its selector, then its calldata, as elements of 32 bytes. In a
 * transaction the two are fields of their own; {@link #selector} and what follows it. Thread-safe.
 *
 * <p>The selector is the Keccak-256 hash of the bare name, without its six highest bits.
 *
 * <pre>{@code
 * static final StarknetFunction TRANSFER = StarknetFunction.parse("transfer(address,uint256)");
 * }</pre>
 */
public final class StarknetFunction extends TaggedCodec {
  private static final int SELECTOR_HIGH_BITS = 0x03;

  private StarknetFunction(FunctionSignature signature, List<String> names, PlanCodec arguments) {
    super(signature, names, selectorOf(signature.name()).toBytes(), arguments);
  }

  /**
   * The function of this signature.
   *
   * @throws UnrepresentableTypeException if Cairo lacks one of the types
   */
  public static StarknetFunction of(FunctionSignature signature) {
    return new StarknetFunction(
        signature, List.of(), PlanCodec.of(CairoDialect.INSTANCE, signature.parameters()));
  }

  /**
   * The function of a signature such as {@code transfer(address,uint256)}.
   *
   * @throws IllegalArgumentException if the text is no signature
   * @throws UnrepresentableTypeException if Cairo lacks one of the types
   */
  public static StarknetFunction parse(String signature) {
    return of(FunctionSignature.parse(signature));
  }

  /**
   * The same function with the names of its parameters, which records are checked against.
   *
   * @throws IllegalArgumentException if there is not one per parameter
   */
  public StarknetFunction withNames(List<String> names) {
    return new StarknetFunction(signature(), names, values());
  }

  /** The selector of a function of this name. */
  public static Bytes32 selectorOf(String name) {
    byte[] hash = Keccak256.hash(Bytes.fromUtf8(name)).toArray();
    hash[0] &= SELECTOR_HIGH_BITS;
    return Bytes32.copyOf(hash, 0);
  }

  /** The first element of every call. */
  public Bytes32 selector() {
    return Bytes32.of(tag());
  }
}
