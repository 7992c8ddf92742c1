package dev.interlane.value;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads Solidity's type names and function signatures, from left to right without going back.
 *
 * <pre>
 * signature = name "(" [ parameter { "," parameter } ] ")"
 * parameter = type [ "memory" | "calldata" | "storage" ] [ name ]
 * type      = ( word | tuple | "option&lt;" type "&gt;" | "map&lt;" type "," type "&gt;" ) { "[" [ length ] "]" }
 * tuple     = [ "tuple" ] "(" [ parameter { "," parameter } ] ")"
 * </pre>
 */
final class SignatureParser {
  private final String text;
  private int at;

  private SignatureParser(String text) {
    this.text = text;
  }

  static FunctionSignature parse(String text) {
    SignatureParser parser = new SignatureParser(text);
    parser.skipSpaces();
    String name = parser.word("a function name");
    List<ValueType> parameters = parser.parameters(0);
    parser.end();
    return new FunctionSignature(name, parameters);
  }

  static ValueType parseType(String text) {
    SignatureParser parser = new SignatureParser(text);
    ValueType type = parser.parameter(0);
    parser.end();
    return type;
  }

  private List<ValueType> parameters(int depth) {
    expect('(');
    List<ValueType> types = new ArrayList<>();
    if (!take(')')) {
      do {
        types.add(parameter(depth));
      } while (take(','));
      if (!take(')')) {
        throw wrong("',' or ')'");
      }
    }
    return types;
  }

  private ValueType parameter(int depth) {
    ValueType type = type(depth);
    if (isWordNext()) {
      String location = word("a parameter name");
      if (location.equals("memory") || location.equals("calldata") || location.equals("storage")) {
        if (isWordNext()) {
          word("a parameter name");
        }
      }
    }
    return type;
  }

  private ValueType type(int depth) {
    if (depth > ValueType.MAX_DEPTH) {
      throw wrong("at most " + ValueType.MAX_DEPTH + " levels of nesting");
    }
    skipSpaces();
    ValueType type;
    if (at < text.length() && text.charAt(at) == '(') {
      type = new ValueType.Tuple(parameters(depth + 1));
    } else {
      int start = at;
      String word = word("a type");
      type =
          switch (word) {
            case "tuple" -> new ValueType.Tuple(parameters(depth + 1));
            case "option" -> option(depth + 1);
            case "map" -> map(depth + 1);
            default -> named(word, start);
          };
    }
    int levels = depth;
    while (take('[')) {
      if (++levels > ValueType.MAX_DEPTH) {
        throw wrong("at most " + ValueType.MAX_DEPTH + " levels of nesting");
      }
      type = take(']') ? new ValueType.Array(type) : fixedArray(type);
    }
    return type;
  }

  private ValueType option(int depth) {
    expect('<');
    ValueType element = parameter(depth);
    expect('>');
    return new ValueType.Option(element);
  }

  private ValueType map(int depth) {
    expect('<');
    ValueType key = parameter(depth);
    expect(',');
    ValueType value = parameter(depth);
    expect('>');
    return new ValueType.Dictionary(key, value);
  }

  private ValueType fixedArray(ValueType element) {
    skipSpaces();
    int start = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    int length =
        number(text.substring(start, at), start, "an array length from 0 to " + Integer.MAX_VALUE);
    expect(']');
    return new ValueType.FixedArray(element, length);
  }

  private ValueType named(String word, int start) {
    return switch (word) {
      case "bool" -> new ValueType.Bool();
      case "bytes" -> new ValueType.Blob();
      case "string" -> new ValueType.Text();
      case "address" -> {
        if (isWordNext() && text.startsWith("payable", at)) {
          word("payable");
        }
        yield new ValueType.Address();
      }
      case "uint" -> new ValueType.UInt(256);
      case "int" -> new ValueType.Int(256);
      case "felt" -> new ValueType.Felt();
      case "symbol" -> new ValueType.Symbol();
      case "unit" -> new ValueType.Unit();
      default -> sized(word, start);
    };
  }

  private ValueType sized(String word, int start) {
    int digits = word.length();
    while (digits > 0 && isDigit(word.charAt(digits - 1))) {
      digits--;
    }
    String width = word.substring(digits);
    int widthAt = start + digits;
    return switch (word.substring(0, digits)) {
      case "uint" -> new ValueType.UInt(bits(width, widthAt));
      case "int" -> new ValueType.Int(bits(width, widthAt));
      case "compact" -> new ValueType.Compact(bits(width, widthAt));
      case "bytes" -> {
        int length = number(width, widthAt, "a number of bytes of at least 1");
        if (length < 1) {
          at = widthAt;
          throw wrong("a number of bytes of at least 1");
        }
        yield new ValueType.FixedBytes(length);
      }
      default -> {
        at = start;
        throw wrong("a type such as uint256, address, bytes, string, bool, T[] or (T,T)");
      }
    };
  }

  private int bits(String width, int widthAt) {
    String expected = "a width that is a multiple of 8 from 8 to 256 bits";
    int bits = number(width, widthAt, expected);
    if (bits < 8 || bits > 256 || bits % 8 != 0) {
      at = widthAt;
      throw wrong(expected);
    }
    return bits;
  }

  private int number(String digits, int start, String expected) {
    boolean canonical = !digits.isEmpty() && (digits.length() == 1 || digits.charAt(0) != '0');
    long number = canonical && digits.length() <= 10 ? Long.parseLong(digits) : Long.MAX_VALUE;
    if (number > Integer.MAX_VALUE) {
      at = start;
      throw wrong(expected);
    }
    return (int) number;
  }

  private String word(String expected) {
    if (!isWordNext()) {
      throw wrong(expected);
    }
    int start = at;
    while (at < text.length() && (isWordStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
      at++;
    }
    return text.substring(start, at);
  }

  private boolean isWordNext() {
    skipSpaces();
    return at < text.length() && isWordStart(text.charAt(at));
  }

  private boolean take(char wanted) {
    skipSpaces();
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char wanted) {
    if (!take(wanted)) {
      throw wrong("'" + wanted + "'");
    }
  }

  private void end() {
    skipSpaces();
    if (at < text.length()) {
      throw wrong("the end");
    }
  }

  private void skipSpaces() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private IllegalArgumentException wrong(String expected) {
    String shown = text.length() <= 120 ? text : text.substring(0, 120) + "...";
    String got = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
    return new IllegalArgumentException(
        "Signature '"
            + shown
            + "' is wrong at position "
            + at
            + ": expected "
            + expected
            + ", got "
            + got);
  }
}
