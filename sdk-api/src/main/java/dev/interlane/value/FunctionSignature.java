package dev.interlane.value;

import java.util.List;
import java.util.Objects;

/**
 * The name of a function and the types of its parameters, such as {@code deposit(address,uint256)}.
 *
 * @param name the function's name
 * @param parameters the types of its parameters, in order
 */
public record FunctionSignature(String name, List<ValueType> parameters) {
  public FunctionSignature {
    Objects.requireNonNull(name, "name");
    if (name.isEmpty()
        || name.chars().anyMatch(c -> c <= ' ' || c == '(' || c == ')' || c == ',')) {
      throw new IllegalArgumentException(
          "A function's name has no spaces, commas or parentheses, got '" + name + "'");
    }
    parameters = List.copyOf(parameters);
  }

  /**
   * Parses a signature in Solidity's type names: {@code uint8..uint256}, {@code int8..int256},
   * {@code bool}, {@code address}, {@code bytes}, {@code bytesN}, {@code string}, {@code T[]},
   * {@code T[N]} and tuples in parentheses. {@code uint} and {@code int} mean 256 bits. Parameter
   * names are allowed and dropped. Types that Solidity lacks are written as {@link ValueType#parse}
   * says.
   *
   * @throws IllegalArgumentException if the text is not such a signature, with the position of the
   *     first wrong character
   */
  public static FunctionSignature parse(String text) {
    return SignatureParser.parse(text);
  }

  /**
   * The canonical text a selector is hashed from: full type names, no spaces, no parameter names.
   */
  public String canonical() {
    return SignatureText.of(this);
  }

  @Override
  public String toString() {
    return canonical();
  }
}
