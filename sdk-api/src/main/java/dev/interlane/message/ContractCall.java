package dev.interlane.message;

import dev.interlane.chain.ChainId;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.Value;
import dev.interlane.value.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A typed call of a function of the recipient, checked when it is built: the signature parses, the
 * arguments are as many as its parameters and each fits its type.
 *
 * <pre>{@code
 * ContractCall.of("deposit(address,uint256)", user, amount);
 * ContractCall.of("swap(uint256)", amount).by(CallRoute.SENDER_ACCOUNT);
 * }</pre>
 *
 * @param function the function called
 * @param arguments one value per parameter
 * @param route how the call reaches the function
 */
public record ContractCall(FunctionSignature function, List<Value> arguments, CallRoute route)
    implements MessageBody {
  public ContractCall {
    Objects.requireNonNull(route, "route");
    arguments = List.copyOf(arguments);
    Values.check(function, arguments);
  }

  /**
   * A call through the recipient's {@code CallRecipient} base contract.
   *
   * <p>Arguments are Java values: {@code boolean}; {@code int}, {@code long} or {@link
   * java.math.BigInteger} for integers; {@code String} for text; {@link
   * dev.interlane.primitive.Bytes} or {@code byte[]} for bytes; {@link
   * dev.interlane.chain.EvmAddress}, {@link dev.interlane.chain.AccountId} or text for addresses;
   * lists and arrays for arrays and tuples; or {@link Value}s.
   *
   * @throws IllegalArgumentException if the signature does not parse, the number of arguments
   *     differs, or one does not fit its type; the message names the parameter, the value and what
   *     was expected
   */
  public static ContractCall of(String signature, Object... arguments) {
    FunctionSignature function = FunctionSignature.parse(signature);
    return new ContractCall(
        function, Values.coerce(function, Arrays.asList(arguments)), CallRoute.CALL_RECIPIENT);
  }

  /**
   * A call as a person types it, such as {@code deposit(address,uint256)} with the arguments {@code
   * 0xab16...} and {@code 5}. {@link Values#parse} says how arguments are written.
   *
   * @throws IllegalArgumentException if the signature does not parse, the number of arguments
   *     differs, or one is not of its type
   */
  public static ContractCall parse(String signature, List<String> arguments) {
    FunctionSignature function = FunctionSignature.parse(signature);
    return new ContractCall(function, Values.parse(function, arguments), CallRoute.CALL_RECIPIENT);
  }

  /** The same call, reaching the function another way. */
  public ContractCall by(CallRoute other) {
    return new ContractCall(function, arguments, other);
  }

  @Override
  public void requireAddressesOn(ChainId destination) {
    Values.requireAddressesOn(destination, arguments);
  }
}
