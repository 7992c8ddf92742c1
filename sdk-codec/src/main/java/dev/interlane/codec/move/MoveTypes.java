package dev.interlane.codec.move;

import dev.interlane.codec.internal.description.TextTypes;
import dev.interlane.codec.internal.description.TypeText;
import dev.interlane.value.ValueType;
import java.util.Map;

/**
 * Move's type texts, as {@code vector<u8>} and {@code 0x1::option::Option<u64>}, as nodes' module
 * ABIs have them. Thread-safe.
 *
 * <pre>{@code
 * List<ValueType> types = MoveTypes.STANDARD.parseAll("(address, vector<u64>, 0x1::string::String)");
 * EntryFunction function = EntryFunction.of("0x2::vault::open", List.of(), types);
 * }</pre>
 *
 * <p>{@code vector<u8>} is bytes, strings are string, {@code Object<T>} and {@code ID} addresses.
 * Structs of a module are known once {@link #with(String, ValueType)} gives them by their full
 * name. {@code signer} and references to it are refused, for the chain fills them in: leave them
 * out.
 *
 * @see <a href="https://aptos.dev/build/smart-contracts/book/primitive-types">Move types</a>
 */
public final class MoveTypes extends TextTypes<MoveTypes> {
  /** The types of the language and its standard library. */
  public static final MoveTypes STANDARD = new MoveTypes(Map.of());

  private MoveTypes(Map<String, ValueType> given) {
    super(given);
  }

  @Override
  protected MoveTypes with(Map<String, ValueType> types) {
    return new MoveTypes(types);
  }

  @Override
  protected String nameOf(TypeText text) {
    return new TypeText(text.form(), canonicalName(text.name()), text.arguments(), text.length())
        .toString();
  }

  @Override
  protected ValueType type(TypeText text, String whole) {
    return switch (text.form()) {
      case TUPLE -> new ValueType.Tuple(typesOf(text.arguments(), whole));
      case ARRAY -> throw refused(text, whole, "Move has no arrays of fixed length; use vector<T>");
      case NAME -> named(text, whole);
    };
  }

  private ValueType named(TypeText text, String whole) {
    return switch (canonicalName(text.name())) {
      case "bool" -> new ValueType.Bool();
      case "u8", "u16", "u32", "u64", "u128", "u256" ->
          new ValueType.UInt(Integer.parseInt(text.name().substring(1)));
      case "address", "0x1::object::Object", "0x2::object::ID" -> new ValueType.Address();
      case "vector" ->
          text.only().toString().equals("u8")
              ? new ValueType.Blob()
              : new ValueType.Array(typeOf(text.only(), whole));
      case "0x1::string::String", "0x1::ascii::String" -> new ValueType.Text();
      case "0x1::option::Option" -> new ValueType.Option(typeOf(text.only(), whole));
      case "signer", "&signer" ->
          throw refused(text, whole, "the chain fills it in; leave it out of the arguments");
      default ->
          throw refused(
              text,
              whole,
              text.name().startsWith("&")
                  ? "references are filled in by the chain; leave it out, or use the object's address"
                  : text.name().contains("::")
                      ? "give its fields by with(\"" + text + "\", type)"
                      : "type parameters have no encoding; use the type that it stands for");
    };
  }

  // Nodes write addresses long, short or with leading zeros.
  private static String canonicalName(String name) {
    return name.replaceFirst("^0x0+(?=[0-9a-fA-F]+::)", "0x");
  }
}
