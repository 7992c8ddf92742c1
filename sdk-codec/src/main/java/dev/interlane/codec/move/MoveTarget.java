package dev.interlane.codec.move;

import dev.interlane.chain.AccountId;
import dev.interlane.codec.internal.ContentPlan;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.FunctionSignature;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function by its full name: the address its module is published at, the module, the function.
 */
record MoveTarget(Bytes address, String module, String function) {
  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{1,64}");
  private static final Pattern IDENTIFIER = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,127}");
  private static final String SEPARATOR = "::";
  // CAIP-10 has no colons within an address; it writes them in percent form.
  private static final String ESCAPED_SEPARATOR = "%3A%3A";
  private static final int DIGITS = 64;

  MoveTarget {
    if (!IDENTIFIER.matcher(module).matches() || !IDENTIFIER.matcher(function).matches()) {
      throw new IllegalArgumentException(
          "A Move function is named 0xaddress::module::function, got the module '"
              + module
              + "' and the function '"
              + function
              + "'");
    }
  }

  static MoveTarget parse(String text) {
    List<String> parts = List.of(text.split(SEPARATOR, -1));
    if (parts.size() != 3) {
      throw new IllegalArgumentException(
          "A Move function is named 0xaddress::module::function, got '" + text + "'");
    }
    return new MoveTarget(address(parts.get(0)), parts.get(1), parts.get(2));
  }

  /**
   * The function of a call. The module is in the function's name, {@code module::function}, or
   * behind the recipient's address, {@code 0xaddress%3A%3Amodule}.
   */
  static MoveTarget of(FunctionSignature function, AccountId recipient) {
    return parse(
        recipient.address().replace(ESCAPED_SEPARATOR, SEPARATOR) + SEPARATOR + function.name());
  }

  /** What is wrong with the name of a call's function, or null. */
  static @Nullable String problem(FunctionSignature function, AccountId recipient) {
    try {
      of(function, recipient);
      return null;
    } catch (IllegalArgumentException wrong) {
      return wrong.getMessage();
    }
  }

  private static Bytes address(String text) {
    if (!ADDRESS.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "A Move address is 0x and 1 to 64 hex digits, got '" + text + "'");
    }
    String digits = text.substring(2);
    return Bytes.fromHex("0".repeat(DIGITS - digits.length()) + digits);
  }

  /** The address and both names as BCS has them in front of a call's arguments. */
  Bytes encoded() {
    return Bytes.concat(address, name(module), name(function));
  }

  private static Bytes name(String text) {
    Bytes content = ContentPlan.Text.utf8(text);
    return Bytes.concat(count(content.length()), content);
  }

  static Bytes count(int number) {
    return Bytes.generate(
        Uleb128.SHORTEST.size(number), target -> Uleb128.SHORTEST.write(number, target, 0));
  }

  @Override
  public String toString() {
    return address.toHex() + SEPARATOR + module + SEPARATOR + function;
  }
}
