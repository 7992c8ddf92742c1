package dev.interlane.codec.evm;

import dev.interlane.error.CodecException;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.Value;
import dev.interlane.value.Values;
import java.util.Arrays;
import java.util.List;

/**
 * A contract function: calldata of its calls, and the data it returns. Make it once, as a constant.
 * Thread-safe.
 *
 * <pre>{@code
 * static final AbiFunction BALANCE_OF = AbiFunction.parse("balanceOf(address) returns (uint256)");
 *
 * Bytes calldata = BALANCE_OF.encodeCall(owner);
 * BigInteger balance = BALANCE_OF.decodeReturn(answer).get(0).asNumber();
 * }</pre>
 *
 * <p>Calldata is the selector, which is the first four bytes of the Keccak-256 hash of {@link
 * FunctionSignature#canonical}, and behind it the arguments as {@link AbiCodec} encodes them.
 * Offsets in errors count from the selector's first byte.
 */
public final class AbiFunction {
  private static final String RETURNS = " returns ";

  private final FunctionSignature signature;
  private final Bytes selector;
  private final AbiCodec parameters;
  private final AbiCodec returned;

  private AbiFunction(FunctionSignature signature, AbiCodec returned) {
    this.signature = signature;
    this.selector = Selectors.of(signature);
    this.parameters = AbiCodec.of(signature.parameters());
    this.returned = returned;
  }

  /**
   * Parses {@code name(types)} or {@code name(types) returns (types)}; parameter names are allowed
   * and dropped. Without {@code returns} the function returns nothing.
   *
   * @throws IllegalArgumentException if the text does not parse
   * @throws UnrepresentableTypeException if the EVM lacks one of the types
   */
  public static AbiFunction parse(String text) {
    int split = text.indexOf(RETURNS);
    if (split < 0) {
      return of(FunctionSignature.parse(text));
    }
    AbiCodec returned = AbiCodec.parse(text.substring(split + RETURNS.length()));
    return new AbiFunction(FunctionSignature.parse(text.substring(0, split)), returned);
  }

  /**
   * The function of this signature, which returns nothing.
   *
   * @throws UnrepresentableTypeException if the EVM lacks one of the types
   */
  public static AbiFunction of(FunctionSignature signature) {
    return new AbiFunction(signature, AbiCodec.of(List.of()));
  }

  /** The name and the types of the parameters. */
  public FunctionSignature signature() {
    return signature;
  }

  /** The first four bytes of every call. */
  public Bytes selector() {
    return selector;
  }

  AbiCodec parameters() {
    return parameters;
  }

  /**
   * Whether calldata begins with this function's selector; its arguments may still be malformed.
   */
  public boolean matches(Bytes calldata) {
    return calldata.startsWith(selector);
  }

  /**
   * Calldata from Java values, taken as {@link Values#coerce(FunctionSignature, List)} does.
   *
   * @throws IllegalArgumentException if there are more or fewer than parameters, or one does not
   *     fit
   */
  public Bytes encodeCall(Object... arguments) {
    return encodeCallValues(Values.coerce(signature, Arrays.asList(arguments)));
  }

  /**
   * Calldata from one value per parameter.
   *
   * @throws IllegalArgumentException if there are more or fewer than parameters, or one does not
   *     fit
   */
  public Bytes encodeCallValues(List<Value> arguments) {
    return parameters.encodeAfter(selector, arguments);
  }

  /**
   * The arguments in calldata.
   *
   * @throws CodecException if it is not a canonical call of this function
   */
  public List<Value> decodeCall(Bytes calldata) {
    Selectors.require(calldata, selector, signature);
    return parameters.decodeFrom(calldata, Selectors.LENGTH_BYTES);
  }

  /**
   * The data the function returns, from Java values.
   *
   * @throws IllegalArgumentException if there are more or fewer than returned types, or one does
   *     not fit
   */
  public Bytes encodeReturn(Object... values) {
    return returned.encode(values);
  }

  /**
   * The values in the data that the function returned.
   *
   * @throws CodecException if it is not their canonical encoding
   */
  public List<Value> decodeReturn(Bytes data) {
    return returned.decode(data);
  }

  /** The canonical signature. */
  @Override
  public String toString() {
    return signature.canonical();
  }
}
