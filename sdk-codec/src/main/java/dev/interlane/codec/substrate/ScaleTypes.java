package dev.interlane.codec.substrate;

import dev.interlane.codec.internal.description.TextTypes;
import dev.interlane.codec.internal.description.TypeText;
import dev.interlane.value.ValueType;
import java.util.List;
import java.util.Map;

/**
 * Rust's type texts as Substrate's metadata and tools have them, such as {@code Vec<u8>}, {@code
 * Compact<u128>} and {@code BTreeMap<u32, AccountId32>}. Thread-safe.
 *
 * <pre>{@code
 * ValueCodec codec = Scale.of(ScaleTypes.STANDARD.parseAll("(AccountId32, Compact<u128>)"));
 * }</pre>
 *
 * <p>{@code Vec<u8>} is bytes and {@code [u8; N]} fixed bytes, which have the same encoding. {@code
 * Balance} has 128 bits. Structs and enums are known once {@link #with(String, ValueType)} gives
 * them.
 */
public final class ScaleTypes extends TextTypes<ScaleTypes> {
  /** The types of the language and of Substrate's primitives. */
  public static final ScaleTypes STANDARD = new ScaleTypes(Map.of());

  private static final int BALANCE_BITS = 128;

  private ScaleTypes(Map<String, ValueType> given) {
    super(given);
  }

  @Override
  protected ScaleTypes with(Map<String, ValueType> types) {
    return new ScaleTypes(types);
  }

  @Override
  protected String nameOf(TypeText text) {
    return text.toString();
  }

  @Override
  protected ValueType type(TypeText text, String whole) {
    return switch (text.form()) {
      case TUPLE ->
          text.arguments().isEmpty()
              ? new ValueType.Unit()
              : new ValueType.Tuple(typesOf(text.arguments(), whole));
      case ARRAY ->
          isByte(text.arguments().get(0)) && text.length() > 0
              ? new ValueType.FixedBytes(text.length())
              : new ValueType.FixedArray(typeOf(text.arguments().get(0), whole), text.length());
      case NAME -> named(text, whole);
    };
  }

  private static boolean isByte(TypeText text) {
    return text.toString().equals("u8");
  }

  private ValueType named(TypeText text, String whole) {
    // A path says where the type is defined and nothing of its encoding.
    return switch (text.name().substring(text.name().lastIndexOf(':') + 1)) {
      case "bool" -> new ValueType.Bool();
      case "u8", "u16", "u32", "u64", "u128", "u256" -> new ValueType.UInt(bits(text));
      case "i8", "i16", "i32", "i64", "i128", "i256" -> new ValueType.Int(bits(text));
      case "U256" -> new ValueType.UInt(256);
      case "Balance" -> new ValueType.UInt(BALANCE_BITS);
      case "String", "str", "Text" -> new ValueType.Text();
      case "Bytes" -> new ValueType.Blob();
      case "AccountId", "AccountId32" -> new ValueType.Address();
      case "H160" -> new ValueType.FixedBytes(20);
      case "H256", "Hash" -> new ValueType.FixedBytes(32);
      case "Vec" ->
          isByte(text.only())
              ? new ValueType.Blob()
              : new ValueType.Array(typeOf(text.only(), whole));
      case "Box" -> typeOf(text.only(), whole);
      case "Option" -> new ValueType.Option(typeOf(text.only(), whole));
      case "Compact" -> compact(text, whole);
      case "BTreeMap" -> map(text, whole);
      case "Result" -> result(text, whole);
      case "BTreeSet" -> throw refused(text, whole, "use Vec<T> and keep its elements rising");
      case "OptionBool" ->
          throw refused(text, whole, "its one byte has no neutral type; use u8 with 0, 1 or 2");
      case "char" -> throw refused(text, whole, "use u32, which has the same encoding");
      case "f32", "f64" ->
          throw refused(
              text, whole, "there are no floating-point types; use an integer and its decimals");
      default -> throw refused(text, whole, "give it by with(\"" + text + "\", type)");
    };
  }

  private static int bits(TypeText text) {
    return Integer.parseInt(text.name().substring(text.name().lastIndexOf(':') + 2));
  }

  private ValueType compact(TypeText text, String whole) {
    if (!(typeOf(text.only(), whole) instanceof ValueType.UInt number)) {
      throw refused(text, whole, "only unsigned integers are compact");
    }
    return new ValueType.Compact(number.bits());
  }

  private ValueType map(TypeText text, String whole) {
    requireTwo(text, whole);
    return new ValueType.Dictionary(
        typeOf(text.arguments().get(0), whole), typeOf(text.arguments().get(1), whole));
  }

  private ValueType result(TypeText text, String whole) {
    requireTwo(text, whole);
    return new ValueType.Choice(
        "Result",
        List.of(
            new ValueType.Variant("Ok", 0, typeOf(text.arguments().get(0), whole)),
            new ValueType.Variant("Err", 1, typeOf(text.arguments().get(1), whole))));
  }

  private static void requireTwo(TypeText text, String whole) {
    if (text.arguments().size() != 2) {
      throw new IllegalArgumentException(
          "Type '" + whole + "' is wrong: " + text.name() + " has two type arguments");
    }
  }
}
