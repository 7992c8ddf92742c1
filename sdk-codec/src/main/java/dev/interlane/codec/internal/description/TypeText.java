package dev.interlane.codec.internal.description;

import dev.interlane.value.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * A type as Rust, Move and Cairo write it, taken apart but not yet understood.
 *
 * <pre>
 * type   = name [ [ "::" ] "&lt;" type { "," type } "&gt;" ] | "(" [ type { "," type } [ "," ] ] ")" | "[" type ";" count "]"
 * name   = ( letter | digit | "_" | "@" | "&amp;" | "::" | "." ) ...
 * </pre>
 *
 * @param form which of the three
 * @param name the name, without type arguments; empty for the others
 * @param arguments type arguments, components, or the one element
 * @param length the count of an array
 */
public record TypeText(Form form, String name, List<TypeText> arguments, int length) {
  /** The forms of type texts. */
  public enum Form {
    NAME,
    TUPLE,
    ARRAY
  }

  private static final int MAX_CHARS = 4096;

  /**
   * Takes a type's text apart.
   *
   * @throws IllegalArgumentException if it is none, with the position of the first wrong character
   */
  public static TypeText parse(String text) {
    if (text.length() > MAX_CHARS) {
      throw new IllegalArgumentException(
          "A type has at most " + MAX_CHARS + " characters, got " + text.length());
    }
    Reader reader = new Reader(text);
    TypeText type = reader.type(0);
    reader.end();
    return type;
  }

  /** The one type argument. */
  public TypeText only() {
    if (arguments.size() != 1) {
      throw new IllegalArgumentException(name + " has one type argument, got " + arguments.size());
    }
    return arguments.get(0);
  }

  /** The type as text, with no spaces but behind commas. */
  @Override
  public String toString() {
    String inner = String.join(", ", arguments.stream().map(TypeText::toString).toList());
    return switch (form) {
      case TUPLE -> "(" + inner + ")";
      case ARRAY -> "[" + inner + "; " + length + "]";
      case NAME -> arguments.isEmpty() ? name : name + "<" + inner + ">";
    };
  }

  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    TypeText type(int depth) {
      if (depth > ValueType.MAX_DEPTH) {
        throw wrong("at most " + ValueType.MAX_DEPTH + " levels of nesting");
      }
      if (take('(')) {
        return new TypeText(Form.TUPLE, "", list(')', depth), 0);
      }
      if (take('[')) {
        TypeText element = type(depth + 1);
        expect(';');
        int length = length();
        expect(']');
        return new TypeText(Form.ARRAY, "", List.of(element), length);
      }
      String name = name();
      boolean generic = take('<');
      return new TypeText(Form.NAME, name, generic ? list('>', depth) : List.of(), 0);
    }

    private List<TypeText> list(char end, int depth) {
      List<TypeText> types = new ArrayList<>();
      while (!take(end)) {
        types.add(type(depth + 1));
        if (!take(',')) {
          expect(end);
          break;
        }
      }
      return types;
    }

    private String name() {
      skipSpaces();
      int from = at;
      while (at < text.length() && isOfName(text.charAt(at))) {
        at++;
      }
      // Cairo writes Array::<T>.
      String name = text.substring(from, at);
      String bare = name.endsWith("::") ? name.substring(0, name.length() - 2) : name;
      if (bare.isEmpty()) {
        throw wrong("a type");
      }
      return bare;
    }

    private static boolean isOfName(char c) {
      return c < 128 && (Character.isLetterOrDigit(c) || "_:@&.*".indexOf(c) >= 0);
    }

    private int length() {
      skipSpaces();
      int from = at;
      long length = 0;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        length = Math.min(10 * length + text.charAt(at++) - '0', Integer.MAX_VALUE + 1L);
      }
      if (at == from || length > Integer.MAX_VALUE) {
        at = from;
        throw wrong("a count from 0 to " + Integer.MAX_VALUE);
      }
      return (int) length;
    }

    void end() {
      skipSpaces();
      if (at < text.length()) {
        throw wrong("the end");
      }
    }

    private boolean take(char c) {
      skipSpaces();
      if (at < text.length() && text.charAt(at) == c) {
        at++;
        return true;
      }
      return false;
    }

    private void expect(char c) {
      if (!take(c)) {
        throw wrong("'" + c + "'");
      }
    }

    private void skipSpaces() {
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
    }

    private IllegalArgumentException wrong(String expected) {
      return new IllegalArgumentException(
          "Type '"
              + text
              + "' is wrong at position "
              + at
              + ": expected "
              + expected
              + ", got "
              + (at < text.length() ? "'" + text.charAt(at) + "'" : "the end"));
    }
  }
}
