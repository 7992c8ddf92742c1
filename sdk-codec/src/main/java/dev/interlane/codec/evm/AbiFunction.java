package dev.interlane.codec.evm;

import dev.interlane.codec.ValueCodec;
import dev.interlane.error.CodecException;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.Value;
import dev.interlane.value.Values;
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

  private final SelectedCodec call;
  private final AbiCodec returned;

  AbiFunction(SelectedCodec call, AbiCodec returned) {
    this.call = call;
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
    FunctionSignature signature = FunctionSignature.parse(text.substring(0, split));
    return new AbiFunction(SelectedCodec.of(signature, List.of()), returned);
  }

  /**
   * The function of this signature, which returns nothing.
   *
   * @throws UnrepresentableTypeException if the EVM lacks one of the types
   */
  public static AbiFunction of(FunctionSignature signature) {
    return new AbiFunction(SelectedCodec.of(signature, List.of()), AbiCodec.of(List.of()));
  }

  /** The name and the types of the parameters. */
  public FunctionSignature signature() {
    return call.signature();
  }

  /** The first four bytes of every call. */
  public Bytes selector() {
    return call.selector();
  }

  /** Calldata as bytes of its arguments, to bind records to. */
  public ValueCodec call() {
    return call;
  }

  /** Returned data as bytes of its values, to bind records to. */
  public ValueCodec returned() {
    return returned;
  }

  AbiCodec parameters() {
    return call.arguments();
  }

  /**
   * Whether calldata begins with this function's selector; its arguments may still be malformed.
   */
  public boolean matches(Bytes calldata) {
    return calldata.startsWith(call.selector());
  }

  /**
   * Calldata from Java values, taken as {@link Values#coerce(FunctionSignature, List)} does.
   *
   * @throws IllegalArgumentException if there are more or fewer than parameters, or one does not
   *     fit
   */
  public Bytes encodeCall(Object... arguments) {
    return call.encode(arguments);
  }

  /**
   * Calldata from one value per parameter.
   *
   * @throws IllegalArgumentException if there are more or fewer than parameters, or one does not
   *     fit
   */
  public Bytes encodeCallValues(List<Value> arguments) {
    return call.encodeValues(arguments);
  }

  /**
   * The arguments in calldata.
   *
   * @throws CodecException if it is not a canonical call of this function
   */
  public List<Value> decodeCall(Bytes calldata) {
    return call.decode(calldata);
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
    return call.toString();
  }
}
