package dev.interlane.value;

import dev.interlane.chain.ChainId;
import dev.interlane.primitive.Bytes;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where values meet types: whether they fit, and how Java values become them. Thread-safe. */
public final class Values {
  // The field's prime: 2^251 + 17 * 2^192 + 1.
  private static final BigInteger FELT_LIMIT =
      BigInteger.TWO.pow(251).add(BigInteger.valueOf(17).shiftLeft(192)).add(BigInteger.ONE);

  private static final int MAX_SYMBOL_CHARS = 32;
  private static final int SHOWN_CHARS = 80;
  private static final int SHOWN_BYTES = 36;

  private Values() {}

  /**
   * Checks that there is one value per parameter and that each fits its type.
   *
   * @throws IllegalArgumentException if not; the message names the parameter, the path within it,
   *     the value and what was expected
   */
  public static void check(FunctionSignature function, List<Value> arguments) {
    checkCount(function, function.parameters(), arguments);
    for (int i = 0; i < arguments.size(); i++) {
      Mismatch mismatch = mismatch(function.parameters().get(i), arguments.get(i), 0);
      if (mismatch != null) {
        throw mismatch.refused("Argument " + (i + 1) + " of " + function.canonical());
      }
    }
  }

  /**
   * Checks that there is one value per type and that each fits.
   *
   * @throws IllegalArgumentException if not; the message names the path, the value and what was
   *     expected
   */
  public static void check(List<ValueType> types, List<Value> values) {
    checkCount(null, types, values);
    for (int i = 0; i < values.size(); i++) {
      Mismatch mismatch = mismatch(types.get(i), values.get(i), 0);
      if (mismatch != null) {
        throw mismatch.refused("Value " + (i + 1));
      }
    }
  }

  /**
   * Turns Java values into the function's arguments: {@code Boolean}; {@code Byte} to {@code Long}
   * and {@link BigInteger} for integers; {@code String} for text; {@link
   * dev.interlane.primitive.Bytes}, {@link dev.interlane.primitive.Bytes32} or {@code byte[]} for
   * bytes; {@link dev.interlane.chain.EvmAddress}, {@link dev.interlane.chain.AccountId} or text
   * for addresses; {@code List}s and arrays for arrays, tuples and structs; {@code Optional} for
   * options; {@code Map} for maps; or {@link Value}s as they are.
   *
   * @throws IllegalArgumentException if there are more or fewer than parameters, or one does not
   *     fit; the message names the parameter, the path within it, the value and what was expected
   */
  public static List<Value> coerce(
      FunctionSignature function, List<? extends @Nullable Object> arguments) {
    checkCount(function, function.parameters(), arguments);
    List<Value> values = new Coercion(function).all(function.parameters(), arguments);
    check(function, values);
    return values;
  }

  /**
   * Turns Java values into values of these types, as {@link #coerce(FunctionSignature, List)} does.
   *
   * @throws IllegalArgumentException if there are more or fewer than types, or one does not fit
   */
  public static List<Value> coerce(
      List<ValueType> types, List<? extends @Nullable Object> objects) {
    checkCount(null, types, objects);
    List<Value> values = new Coercion(null).all(types, objects);
    check(types, values);
    return values;
  }

  /**
   * Reads the function's arguments from text, as people type them: numbers in decimal or
   * hexadecimal, {@code true} or {@code false}, bytes in hexadecimal, text as it is, {@code [a,b]}
   * for arrays, {@code (a,b)} for tuples and structs, {@code none} for an empty option. Within
   * brackets, text with commas or brackets stands in double quotes. Maps and enums have no such
   * form.
   *
   * @throws IllegalArgumentException if there are more or fewer than parameters, or one is not of
   *     its type; the message names the parameter, the position and what was expected
   */
  public static List<Value> parse(FunctionSignature function, List<String> arguments) {
    checkCount(function, function.parameters(), arguments);
    Value[] values = new Value[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = ValueParser.parse(function.parameters().get(i), arguments.get(i));
      } catch (IllegalArgumentException malformed) {
        throw new IllegalArgumentException(
            "Argument " + (i + 1) + " of " + function + " is wrong " + malformed.getMessage(),
            malformed);
      }
    }
    List<Value> parsed = List.of(values);
    check(function, parsed);
    return parsed;
  }

  /**
   * Checks that no address among the values, at any depth, is known to be of another chain.
   *
   * @throws IllegalArgumentException if one is; the message names where it stands and both chains
   */
  public static void requireAddressesOn(ChainId chain, List<Value> values) {
    for (int i = 0; i < values.size(); i++) {
      String foreign = foreignAddress(chain, values.get(i));
      if (foreign != null) {
        throw new IllegalArgumentException(
            "Value "
                + (i + 1)
                + " holds the address "
                + foreign
                + ", but the destination is "
                + chain
                + ". Give the account's address on that chain, or the bare address if it is meant as it is");
      }
    }
  }

  private static @Nullable String foreignAddress(ChainId chain, Value value) {
    return switch (value) {
      case Value.Address address ->
          address.chain().filter(other -> !other.equals(chain)).isPresent()
              ? address.toString()
              : null;
      case Value.Sequence sequence -> firstForeign(chain, sequence.elements());
      case Value.Choice choice -> foreignAddress(chain, choice.data());
      case Value.Some some -> foreignAddress(chain, some.element());
      case Value.Dictionary map ->
          firstForeign(
              chain, map.entries().stream().flatMap(e -> Stream.of(e.key(), e.value())).toList());
      case Value.Int number -> null;
      case Value.Bool truth -> null;
      case Value.Blob blob -> null;
      case Value.Text text -> null;
      case Value.None none -> null;
      case Value.Unit unit -> null;
    };
  }

  private static @Nullable String firstForeign(ChainId chain, List<Value> values) {
    for (Value value : values) {
      String foreign = foreignAddress(chain, value);
      if (foreign != null) {
        return foreign;
      }
    }
    return null;
  }

  private static void checkCount(
      @Nullable FunctionSignature function, List<ValueType> expected, List<?> actual) {
    if (expected.size() != actual.size()) {
      throw new IllegalArgumentException(
          (function == null ? new ValueType.Tuple(expected).canonical() : function.canonical())
              + " takes "
              + expected.size()
              + (expected.size() == 1 ? " argument" : " arguments")
              + ", got "
              + actual.size());
    }
  }

  private static @Nullable Mismatch mismatch(ValueType type, Value value, int depth) {
    if (depth > ValueType.MAX_DEPTH) {
      return new Mismatch("", "at most " + ValueType.MAX_DEPTH + " levels of nesting", "more");
    }
    return switch (type) {
      case ValueType.UInt uint ->
          unless(value instanceof Value.Int n && n.fitsUnsigned(uint.bits()), type, value);
      case ValueType.Int signed ->
          unless(value instanceof Value.Int n && n.fitsSigned(signed.bits()), type, value);
      case ValueType.Compact compact ->
          unless(value instanceof Value.Int n && n.fitsUnsigned(compact.bits()), type, value);
      case ValueType.Felt felt ->
          unless(
              value instanceof Value.Int n
                  && !n.isNegative()
                  && n.number().compareTo(FELT_LIMIT) < 0,
              type,
              value);
      case ValueType.Bool bool -> unless(value instanceof Value.Bool, type, value);
      case ValueType.Blob blob -> unless(value instanceof Value.Blob, type, value);
      case ValueType.FixedBytes fixed ->
          unless(
              value instanceof Value.Blob b && b.bytes().length() == fixed.length(), type, value);
      case ValueType.Text text ->
          unless(value instanceof Value.Text t && isUnicode(t.text()), type, value);
      case ValueType.Symbol symbol ->
          unless(value instanceof Value.Text t && isSymbol(t.text()), type, value);
      case ValueType.Address address -> unless(value instanceof Value.Address, type, value);
      case ValueType.Unit unit -> unless(value instanceof Value.Unit, type, value);
      case ValueType.Array array ->
          value instanceof Value.Sequence s
              ? elements(array.element(), s.elements(), depth)
              : unless(false, type, value);
      case ValueType.FixedArray array ->
          value instanceof Value.Sequence s && s.elements().size() == array.length()
              ? elements(array.element(), s.elements(), depth)
              : unless(false, type, value);
      case ValueType.Tuple tuple ->
          value instanceof Value.Sequence s && s.elements().size() == tuple.components().size()
              ? components(tuple.components(), s.elements(), depth)
              : unless(false, type, value);
      case ValueType.Struct struct ->
          value instanceof Value.Sequence s && s.elements().size() == struct.fields().size()
              ? fields(struct.fields(), s.elements(), depth)
              : unless(false, type, value);
      case ValueType.Choice choice -> variant(choice, value, depth);
      case ValueType.Option option ->
          switch (value) {
            case Value.None none -> null;
            case Value.Some some -> mismatch(option.element(), some.element(), depth + 1);
            default -> unless(false, type, value);
          };
      case ValueType.Dictionary map ->
          value instanceof Value.Dictionary d ? entries(map, d, depth) : unless(false, type, value);
    };
  }

  private static @Nullable Mismatch elements(ValueType element, List<Value> values, int depth) {
    for (int i = 0; i < values.size(); i++) {
      Mismatch mismatch = mismatch(element, values.get(i), depth + 1);
      if (mismatch != null) {
        return mismatch.within("[" + i + "]");
      }
    }
    return null;
  }

  private static @Nullable Mismatch components(
      List<ValueType> types, List<Value> values, int depth) {
    for (int i = 0; i < values.size(); i++) {
      Mismatch mismatch = mismatch(types.get(i), values.get(i), depth + 1);
      if (mismatch != null) {
        return mismatch.within("[" + i + "]");
      }
    }
    return null;
  }

  private static @Nullable Mismatch fields(
      List<ValueType.Field> fields, List<Value> values, int depth) {
    for (int i = 0; i < values.size(); i++) {
      Mismatch mismatch = mismatch(fields.get(i).type(), values.get(i), depth + 1);
      if (mismatch != null) {
        return mismatch.within("." + fields.get(i).name());
      }
    }
    return null;
  }

  private static @Nullable Mismatch variant(ValueType.Choice type, Value value, int depth) {
    if (value instanceof Value.Choice choice) {
      for (ValueType.Variant variant : type.variants()) {
        if (variant.name().equals(choice.variant())) {
          Mismatch mismatch = mismatch(variant.type(), choice.data(), depth + 1);
          return mismatch == null ? null : mismatch.within("." + variant.name());
        }
      }
    }
    return unless(false, type, value);
  }

  private static @Nullable Mismatch entries(
      ValueType.Dictionary type, Value.Dictionary map, int depth) {
    Set<Value> keys = new HashSet<>();
    for (int i = 0; i < map.entries().size(); i++) {
      Value.Entry entry = map.entries().get(i);
      Mismatch mismatch = mismatch(type.key(), entry.key(), depth + 1);
      if (mismatch == null) {
        mismatch = mismatch(type.value(), entry.value(), depth + 1);
      }
      if (mismatch != null) {
        return mismatch.within("{" + i + "}");
      }
      if (!keys.add(entry.key())) {
        return new Mismatch(
            "{" + i + "}", "distinct keys", "the key " + shown(entry.key()) + " again");
      }
    }
    return null;
  }

  private static @Nullable Mismatch unless(boolean fits, ValueType type, Value value) {
    return fits ? null : new Mismatch("", expected(type), shown(value));
  }

  static String expected(ValueType type) {
    return switch (type) {
      case ValueType.UInt uint -> "uint" + uint.bits() + " (0 to 2^" + uint.bits() + " - 1)";
      case ValueType.Int signed -> {
        int power = signed.bits() - 1;
        yield "int" + signed.bits() + " (-2^" + power + " to 2^" + power + " - 1)";
      }
      case ValueType.Text text -> "string (Unicode text without unpaired surrogates)";
      case ValueType.FixedBytes fixed ->
          "bytes" + fixed.length() + " (exactly " + fixed.length() + " bytes)";
      case ValueType.Symbol symbol -> "symbol (at most 32 of a-zA-Z0-9_)";
      case ValueType.Felt felt -> "felt (0 to 2^251 + 17 * 2^192)";
      case ValueType.Choice choice ->
          "enum "
              + choice.name()
              + " (one of "
              + choice.variants().stream().map(ValueType.Variant::name).toList()
              + ")";
      default -> SignatureText.of(type);
    };
  }

  private static String shown(Value value) {
    return switch (value) {
      case Value.Int number -> "the number " + number;
      case Value.Bool bool -> Boolean.toString(bool.truth());
      case Value.Blob blob -> shown(blob.bytes());
      case Value.Text text ->
          text.text().length() <= SHOWN_CHARS
              ? "the text '" + text.text() + "'"
              : "a text of " + text.text().length() + " characters";
      case Value.Address address -> "the address " + address;
      case Value.Sequence sequence -> "a sequence of " + sequence.elements().size();
      case Value.Choice choice -> "the variant " + choice.variant();
      case Value.Some some -> "some " + shown(some.element());
      case Value.None none -> "none";
      case Value.Dictionary map -> "a map of " + map.entries().size();
      case Value.Unit unit -> "unit";
    };
  }

  private static String shown(Bytes bytes) {
    return bytes.length() <= SHOWN_BYTES
        ? "the " + bytes.length() + " bytes " + bytes.toHex()
        : bytes.length() + " bytes beginning " + bytes.slice(0, SHOWN_BYTES).toHex();
  }

  private static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static boolean isSymbol(String text) {
    return text.length() <= MAX_SYMBOL_CHARS
        && text.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
  }

  /**
   * Where a value does not fit; made only when it does not, so that a check that passes allocates
   * nothing.
   */
  private record Mismatch(String path, String expected, String actual) {
    Mismatch within(String segment) {
      return new Mismatch(segment + path, expected, actual);
    }

    IllegalArgumentException refused(String subject) {
      String where = path.isEmpty() ? subject : subject + ", at " + path + ",";
      return new IllegalArgumentException(where + " must be " + expected + ", got " + actual);
    }
  }
}
