package dev.interlane.value;

import dev.interlane.primitive.Bytes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one value from text, as a person types it on a command line: numbers in decimal or
 * hexadecimal, {@code true} and {@code false}, bytes in hexadecimal, addresses, text as it is,
 * {@code [a,b]} for arrays, {@code (a,b)} for tuples and structs, {@code none} for an empty option.
 * Within brackets text may stand in double quotes, and must if it holds a comma or a bracket.
 */
final class ValueParser {
  // The longest number of 256 bits has 78 digits; more would only cost time.
  private static final int MAX_NUMBER_CHARS = 80;

  private final String text;
  private int at;

  private ValueParser(String text) {
    this.text = text;
  }

  static Value parse(ValueType type, String text) {
    ValueParser parser = new ValueParser(text);
    Value value = parser.value(type, 0);
    if (parser.at < text.length()) {
      throw parser.wrong("the end");
    }
    return value;
  }

  private Value value(ValueType type, int depth) {
    if (depth > ValueType.MAX_DEPTH) {
      throw wrong("at most " + ValueType.MAX_DEPTH + " levels of nesting");
    }
    return switch (type) {
      case ValueType.UInt uint -> number(type, depth);
      case ValueType.Int signed -> number(type, depth);
      case ValueType.Compact compact -> number(type, depth);
      case ValueType.Felt felt -> number(type, depth);
      case ValueType.Bool bool -> truth(depth);
      case ValueType.Text string -> new Value.Text(word(depth));
      case ValueType.Symbol symbol -> new Value.Text(word(depth));
      case ValueType.Blob blob -> blob(type, depth);
      case ValueType.FixedBytes fixed -> blob(type, depth);
      case ValueType.Address address -> address(depth);
      case ValueType.Array array -> elements(array.element(), depth);
      case ValueType.FixedArray array -> elements(array.element(), depth);
      case ValueType.Tuple tuple -> components(tuple.components(), depth);
      case ValueType.Struct struct ->
          components(struct.fields().stream().map(ValueType.Field::type).toList(), depth);
      case ValueType.Option option -> option(option, depth);
      case ValueType.Dictionary map -> throw wrong("a type that has a text form; maps have none");
      case ValueType.Choice choice -> throw wrong("a type that has a text form; enums have none");
      case ValueType.Unit unit -> throw wrong("a type that has a text form; unit has none");
    };
  }

  private Value number(ValueType type, int depth) {
    int start = at;
    String word = word(depth);
    String unsigned = word.startsWith("-") ? word.substring(1) : word;
    boolean hexadecimal = unsigned.startsWith("0x");
    String digits = hexadecimal ? unsigned.substring(2) : unsigned;
    if (digits.length() <= MAX_NUMBER_CHARS && isNumber(digits, hexadecimal)) {
      BigInteger number = new BigInteger(digits, hexadecimal ? 16 : 10);
      if (number.bitLength() <= 256
          && (number.bitLength() <= 255 || unsigned.length() == word.length())) {
        return Value.Int.of(unsigned.length() == word.length() ? number : number.negate());
      }
    }
    at = start;
    throw wrong(Values.expected(type));
  }

  private Value truth(int depth) {
    int start = at;
    String word = word(depth);
    if (!word.equals("true") && !word.equals("false")) {
      at = start;
      throw wrong("true or false");
    }
    return Value.Bool.of(word.equals("true"));
  }

  private Value blob(ValueType type, int depth) {
    int start = at;
    String word = word(depth);
    if (!word.startsWith("0x")
        || word.length() % 2 != 0
        || !isNumber(word.substring(2) + "0", true)) {
      at = start;
      throw wrong(Values.expected(type) + " as 0x and an even number of hex digits");
    }
    return new Value.Blob(Bytes.fromHex(word));
  }

  private Value address(int depth) {
    int start = at;
    String word = word(depth);
    try {
      return Value.Address.parse(word);
    } catch (IllegalArgumentException malformed) {
      at = start;
      throw wrong("an address: " + malformed.getMessage());
    }
  }

  private Value option(ValueType.Option option, int depth) {
    int start = at;
    if (word(depth).equals("none")) {
      return new Value.None();
    }
    at = start;
    return new Value.Some(value(option.element(), depth + 1));
  }

  private Value elements(ValueType element, int depth) {
    List<Value> values = new ArrayList<>();
    open('[');
    if (takes(']')) {
      skipSpaces();
      return new Value.Sequence(values);
    }
    do {
      values.add(value(element, depth + 1));
    } while (takes(','));
    close(']');
    return new Value.Sequence(values);
  }

  private Value components(List<ValueType> types, int depth) {
    List<Value> values = new ArrayList<>();
    open('(');
    for (int i = 0; i < types.size(); i++) {
      if (i > 0 && !takes(',')) {
        throw wrong("','");
      }
      values.add(value(types.get(i), depth + 1));
    }
    close(')');
    return new Value.Sequence(values);
  }

  /** The text up to the next comma or closing bracket, or all of it outside brackets. */
  private String word(int depth) {
    if (depth == 0) {
      String all = text.substring(at);
      at = text.length();
      return all;
    }
    skipSpaces();
    if (at < text.length() && text.charAt(at) == '"') {
      return quoted();
    }
    int start = at;
    while (at < text.length() && ",[]()".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at).strip();
  }

  private String quoted() {
    StringBuilder content = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      content.append(text.charAt(at++));
    }
    if (at == text.length()) {
      throw wrong("'\"'");
    }
    at++;
    return content.toString();
  }

  private void open(char bracket) {
    if (!takes(bracket)) {
      throw wrong("'" + bracket + "'");
    }
  }

  private void close(char bracket) {
    if (!takes(bracket)) {
      throw wrong(bracket == ']' ? "',' or ']'" : "')'");
    }
    skipSpaces();
  }

  private boolean takes(char wanted) {
    skipSpaces();
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void skipSpaces() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private static boolean isNumber(String digits, boolean hexadecimal) {
    return !digits.isEmpty()
        && digits.chars().allMatch(c -> c < 128 && Character.digit(c, hexadecimal ? 16 : 10) >= 0);
  }

  private IllegalArgumentException wrong(String expected) {
    String shown = text.length() <= 80 ? text : text.substring(0, 80) + "...";
    return new IllegalArgumentException(
        "at position " + at + " of '" + shown + "': expected " + expected);
  }
}
