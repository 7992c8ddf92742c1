package dev.interlane.codec.cosmwasm;

import dev.interlane.codec.internal.description.Described;
import dev.interlane.codec.internal.description.NamedTypes;
import dev.interlane.value.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The types of a JSON schema that Rust's schemars wrote (draft 07). For one thread. */
final class SchemaTypes {
  private final @Nullable Described definitions;
  private final NamedTypes named = new NamedTypes();

  SchemaTypes(Described root) {
    this.definitions = root.optional("definitions").or(() -> root.optional("$defs")).orElse(null);
  }

  void restart() {
    named.restart();
  }

  /** The one property of the object that a variant is. */
  static String onlyProperty(Described variant) {
    Described properties = variant.field("properties");
    if (properties.names().size() != 1) {
      throw properties.refused("an object with the variant's name as its one property");
    }
    return properties.names().get(0);
  }

  ValueType type(Described place, String name) {
    return named.part(place, () -> schema(place, name));
  }

  private ValueType schema(Described place, String name) {
    if (!place.isObject()) {
      throw place.unrepresentable(
          "schema of any content; use a message with the fields it shall have");
    }
    if (place.has("$ref")) {
      return referred(place.field("$ref"));
    }
    if (place.has("allOf")) {
      List<Described> all = place.field("allOf").elements();
      if (all.size() != 1) {
        throw place
            .field("allOf")
            .unrepresentable("several schemas at once; use one object with all fields");
      }
      return type(all.get(0), name);
    }
    if (place.has("anyOf")) {
      return nullable(place.field("anyOf"), name);
    }
    if (place.has("oneOf")) {
      return choice(place.field("oneOf"), name);
    }
    return plain(place, name);
  }

  // A value or null: schemars writes the null last.
  private ValueType nullable(Described anyOf, String name) {
    List<Described> either = anyOf.elements();
    if (either.size() != 2 || !isNull(either.get(1))) {
      throw anyOf.unrepresentable("untagged alternatives; use an enum with named variants");
    }
    return new ValueType.Option(type(either.get(0), name));
  }

  private static boolean isNull(Described schema) {
    return schema.has("type")
        && schema.field("type").isText()
        && schema.field("type").text().equals("null");
  }

  private ValueType referred(Described reference) {
    String text = reference.text();
    String name = text.substring(text.lastIndexOf('/') + 1);
    Optional<Described> definition =
        definitions == null ? Optional.empty() : definitions.optional(name);
    boolean isOfDefinitions =
        text.equals("#/definitions/" + name) || text.equals("#/$defs/" + name);
    if (!isOfDefinitions || definition.isEmpty()) {
      throw reference.refused("a reference to one of this schema's definitions");
    }
    return switch (name) {
      case "Uint64", "Uint128", "Uint256" ->
          new ValueType.UInt(Integer.parseInt(name.substring("Uint".length())));
      case "Int64", "Int128", "Int256" ->
          new ValueType.Int(Integer.parseInt(name.substring("Int".length())));
      case "Uint512", "Int512" ->
          throw reference.unrepresentable(name + ": integers end at 256 bits; use string");
      case "Binary" -> new ValueType.Blob();
      case "Addr" -> new ValueType.Address();
      case "HexBinary" ->
          throw reference.unrepresentable(
              "HexBinary: bytes are written in base64; use Binary or string");
      default -> named.named(name, reference, () -> schema(definition.get(), name));
    };
  }

  private ValueType choice(Described oneOf, String name) {
    List<ValueType.Variant> variants = new ArrayList<>();
    for (Described variant : oneOf.elements()) {
      if (!variant.has("properties")) {
        throw variant.unrepresentable(
            "variant without data: it is written as bare text; give it an empty object in the contract, or use string");
      }
      String variantName = onlyProperty(variant);
      variants.add(
          new ValueType.Variant(
              variantName,
              variants.size(),
              type(variant.field("properties").field(variantName), variantName)));
    }
    if (variants.isEmpty()) {
      throw oneOf.refused("at least one variant");
    }
    return new ValueType.Choice(name, variants);
  }

  private ValueType plain(Described place, String name) {
    Described kind = place.field("type");
    if (kind.isArray()) {
      List<Described> kinds = kind.elements();
      if (kinds.size() != 2 || !kinds.get(1).text().equals("null")) {
        throw kind.unrepresentable("several types at once; use an enum with named variants");
      }
      return new ValueType.Option(ofKind(kinds.get(0), place, name));
    }
    return ofKind(kind, place, name);
  }

  private ValueType ofKind(Described kind, Described place, String name) {
    return switch (kind.text()) {
      case "boolean" -> new ValueType.Bool();
      case "string" -> text(place);
      case "integer" -> integer(place);
      case "array" -> array(place, name);
      case "object" -> object(place, name);
      case "number" ->
          throw kind.unrepresentable(
              "number: there are no floating-point types; use Decimal or Uint128");
      case "null" -> throw kind.unrepresentable("null: it says nothing; leave the field out");
      default -> throw kind.refused("boolean, string, integer, array or object");
    };
  }

  private static ValueType text(Described place) {
    if (place.has("enum")) {
      throw place
          .field("enum")
          .unrepresentable("enum written as bare text; use string and check its values yourself");
    }
    return new ValueType.Text();
  }

  private static ValueType integer(Described place) {
    Described format = place.field("format");
    return switch (format.text()) {
      case "uint8" -> new ValueType.UInt(8);
      case "uint16" -> new ValueType.UInt(16);
      case "uint32" -> new ValueType.UInt(32);
      case "int8" -> new ValueType.Int(8);
      case "int16" -> new ValueType.Int(16);
      case "int32" -> new ValueType.Int(32);
      case "uint64", "int64", "uint", "int", "uint128", "int128" ->
          throw format.unrepresentable(
              format.text()
                  + " as a JSON number: integers above 32 bits are written as text; use Uint64 or Uint128 in the contract, or send a payload of raw bytes");
      default -> throw format.refused("int8 to int32, uint8 to uint32");
    };
  }

  private ValueType array(Described place, String name) {
    Described items = place.field("items");
    if (items.isArray()) {
      List<Described> each = items.elements();
      List<ValueType> components = new ArrayList<>(each.size());
      for (Described component : each) {
        components.add(type(component, name));
      }
      return new ValueType.Tuple(components);
    }
    if (place.isTrue("uniqueItems")) {
      throw place.unrepresentable("set; use an array and keep its elements distinct");
    }
    ValueType element = type(items, name);
    Optional<Described> most = place.optional("maxItems");
    Optional<Described> fewest = place.optional("minItems");
    if (most.isEmpty() && fewest.isEmpty()) {
      return new ValueType.Array(element);
    }
    int length = place.field("maxItems").number(0, Integer.MAX_VALUE);
    if (place.field("minItems").number(0, Integer.MAX_VALUE) != length) {
      throw place.unrepresentable(
          "array of bounded length; use one of any length or of exactly one");
    }
    return new ValueType.FixedArray(element, length);
  }

  private ValueType object(Described place, String name) {
    Optional<Described> values = place.optional("additionalProperties").filter(Described::isObject);
    if (values.isPresent()) {
      if (place.has("properties")) {
        throw place.unrepresentable("object with fields and a map in one; use a map as a field");
      }
      return new ValueType.Dictionary(new ValueType.Text(), type(values.get(), name));
    }
    Set<String> required = new HashSet<>();
    place.list("required").forEach(each -> required.add(each.text()));
    List<ValueType.Field> fields = new ArrayList<>();
    Optional<Described> properties = place.optional("properties");
    for (String field : properties.map(Described::names).orElse(List.of())) {
      ValueType type = type(properties.get().field(field), name + "." + field);
      fields.add(new ValueType.Field(field, type));
      required.remove(field);
    }
    if (!required.isEmpty()) {
      throw place.field("required").refused("names of properties only, not " + required);
    }
    return new ValueType.Struct(name, fields);
  }
}
