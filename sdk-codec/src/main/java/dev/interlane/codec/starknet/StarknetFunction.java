package dev.interlane.codec.starknet;

import dev.interlane.codec.internal.PlanCodec;
import dev.interlane.codec.internal.Tag;
import dev.interlane.error.CodecException;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.Value;
import dev.interlane.value.Values;
import java.util.Arrays;
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
public final class StarknetFunction {
  private static final int SELECTOR_HIGH_BITS = 0x03;

  private final FunctionSignature signature;
  private final Bytes selector;
  private final PlanCodec arguments;

  private StarknetFunction(FunctionSignature signature) {
    this.signature = signature;
    this.selector = selectorOf(signature.name()).toBytes();
    this.arguments = PlanCodec.of(CairoDialect.INSTANCE, signature.parameters());
  }

  /**
   * The function of this signature.
   *
   * @throws UnrepresentableTypeException if Cairo lacks one of the types
   */
  public static StarknetFunction of(FunctionSignature signature) {
    return new StarknetFunction(signature);
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

  /** The selector of a function of this name. */
  public static Bytes32 selectorOf(String name) {
    byte[] hash = Keccak256.hash(Bytes.fromUtf8(name)).toArray();
    hash[0] &= SELECTOR_HIGH_BITS;
    return Bytes32.copyOf(hash, 0);
  }

  /** The name and the types of the parameters. */
  public FunctionSignature signature() {
    return signature;
  }

  /** The first element of every call. */
  public Bytes32 selector() {
    return Bytes32.of(selector);
  }

  /**
   * The call from Java values, taken as {@link Values#coerce(FunctionSignature, List)} does.
   *
   * @throws IllegalArgumentException if there are more or fewer than parameters, or one does not
   *     fit
   */
  public Bytes encode(Object... values) {
    return encodeValues(Values.coerce(signature, Arrays.asList(values)));
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
   * @throws CodecException if it is not a canonical call of this function
   */
  public List<Value> decode(Bytes call) {
    Tag.require(call, selector, signature.canonical());
    return arguments.decodeFrom(call, Bytes32.LENGTH_BYTES);
  }
}
