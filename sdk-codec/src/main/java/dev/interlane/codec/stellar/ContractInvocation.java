package dev.interlane.codec.stellar;

import dev.interlane.codec.internal.PlanCodec;
import dev.interlane.codec.internal.TaggedCodec;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.FunctionSignature;
import java.util.List;

/**
 * A function of one Soroban contract, as XDR's {@code InvokeContractArgs} calls it: the contract,
 * the function's name, the count of arguments, and each as an SCVal. Thread-safe.
 *
 * <pre>{@code
 * ContractInvocation transfer =
 *     ContractInvocation.of(
 *         "CA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUWDA",
 *         FunctionSignature.parse("transfer(address,int128)"));
 * }</pre>
 */
public final class ContractInvocation extends TaggedCodec {
  private ContractInvocation(
      FunctionSignature signature, List<String> names, Bytes head, PlanCodec arguments) {
    super(signature, names, head, arguments);
  }

  /**
   * The function of this contract.
   *
   * @param contract StrKey text that begins with C
   * @throws IllegalArgumentException if that is no contract, or the function's name no symbol
   * @throws UnrepresentableTypeException if Soroban lacks one of the types
   */
  public static ContractInvocation of(String contract, FunctionSignature function) {
    return new ContractInvocation(
        function,
        List.of(),
        head(contract, function),
        PlanCodec.of(ScValDialect.INSTANCE, function.parameters()));
  }

  static Bytes head(String contract, FunctionSignature function) {
    StrKey key = StrKey.parse(contract);
    if (key == null || key.kind() != StrKey.Kind.CONTRACT) {
      throw new IllegalArgumentException(
          "A Soroban contract is C and 55 more characters of StrKey text, got '" + contract + "'");
    }
    if (function.name().isEmpty() || !Symbols.isSymbol(function.name())) {
      throw new IllegalArgumentException(
          "A Soroban function's name is a symbol, 1 to 32 of a-zA-Z0-9_, got '"
              + function.name()
              + "'");
    }
    // A field of XDR rather than a value, the name goes without its kind.
    Bytes name = Symbols.constant(function.name()).slice(ScKind.WORD);
    Bytes count =
        Bytes.generate(
            ScKind.WORD, target -> ScKind.writeWord(function.parameters().size(), target, 0));
    return Bytes.concat(ScAddressPlan.encoded(key), name, count);
  }

  /**
   * The same function with the names of its parameters, which records are checked against.
   *
   * @throws IllegalArgumentException if there is not one per parameter
   */
  public ContractInvocation withNames(List<String> names) {
    return new ContractInvocation(signature(), names, tag(), values());
  }
}
