package dev.interlane.codec.svm;

import dev.interlane.codec.internal.description.Described;
import dev.interlane.codec.internal.description.NamedTypes;
import dev.interlane.codec.internal.description.Parameters;
import dev.interlane.value.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of an Anchor IDL. For one thread. */
final class AnchorTypes {
  private final Map<String, Described> definitions = new HashMap<>();
  private final NamedTypes named = new NamedTypes();

  AnchorTypes(Described idl) {
    for (Described definition : idl.list("types")) {
      if (definitions.put(definition.field("name").text(), definition) != null) {
        throw definition.wrong("the type " + definition.field("name").text() + " is defined twice");
      }
    }
    // The older format keeps the structs of accounts with them.
    for (Described account : idl.list("accounts")) {
      if (account.has("type")) {
        definitions.putIfAbsent(account.field("name").text(), account);
      }
    }
  }

  void restart() {
    named.restart();
  }

  List<ValueType.Field> fields(List<Described> fields) {
    return Parameters.read(fields, this::type);
  }

  ValueType defined(String name, Described place) {
    Described definition = definitions.get(name);
    if (definition == null) {
      throw place.wrong("there is no type " + name + " among types, only " + definitions.keySet());
    }
    return named.named(name, place, () -> definition(name, definition));
  }

  private ValueType definition(String name, Described definition) {
    String serialization =
        definition
            .optional("serialization")
            .map(each -> each.isText() ? each.text() : "custom")
            .orElse("borsh");
    if (!serialization.equals("borsh")) {
      throw definition.unrepresentable(
          "type " + name + ": it is serialized by " + serialization + ", not by Borsh; use bytes");
    }
    if (!definition.list("generics").isEmpty()) {
      throw definition.unrepresentable(
          "type " + name + ": it is generic; define it once for each type it is used with");
    }
    Described body = definition.field("type");
    String kind = body.field("kind").text();
    return switch (kind) {
      case "struct" -> named.part(body, () -> struct(name, body.list("fields")));
      case "enum" -> named.part(body, () -> choice(name, body));
      case "alias" -> type(body.field("value"));
      case "type" -> type(body.field("alias"));
      default -> throw body.field("kind").refused("struct, enum, alias or type");
    };
  }

  private ValueType struct(String name, List<Described> fields) {
    boolean isNamed = fields.isEmpty() || fields.get(0).has("name");
    return isNamed
        ? new ValueType.Struct(name, fields(fields))
        : new ValueType.Tuple(fields.stream().map(this::type).toList());
  }

  private ValueType choice(String name, Described body) {
    List<Described> variants = body.field("variants").elements();
    List<ValueType.Variant> made = new ArrayList<>(variants.size());
    for (Described variant : variants) {
      String variantName = variant.field("name").text();
      List<Described> fields = variant.list("fields");
      made.add(
          new ValueType.Variant(
              variantName,
              made.size(),
              fields.isEmpty()
                  ? new ValueType.Unit()
                  : named.part(variant, () -> struct(variantName, fields))));
    }
    if (made.isEmpty()) {
      throw body.field("variants").refused("at least one variant");
    }
    return new ValueType.Choice(name, made);
  }

  private ValueType type(Described place) {
    return named.part(place, () -> place.isText() ? primitive(place) : composed(place));
  }

  private static ValueType primitive(Described place) {
    String name = place.text();
    return switch (name) {
      case "bool" -> new ValueType.Bool();
      case "u8", "u16", "u32", "u64", "u128" -> new ValueType.UInt(bits(name));
      case "i8", "i16", "i32", "i64", "i128" -> new ValueType.Int(bits(name));
      case "bytes" -> new ValueType.Blob();
      case "string" -> new ValueType.Text();
      case "pubkey", "publicKey" -> new ValueType.Address();
      case "u256", "i256" ->
          throw place.unrepresentable(
              name + ": Borsh's integers end at 128 bits; use [u8; 32] or [u64; 4]");
      case "f32", "f64" ->
          throw place.unrepresentable(
              name + ": there are no floating-point types; use an integer and its decimals");
      default ->
          throw place.refused("bool, u8 to u128, i8 to i128, bytes, string, pubkey or an object");
    };
  }

  private static int bits(String name) {
    return Integer.parseInt(name.substring(1));
  }

  private ValueType composed(Described place) {
    if (place.names().size() != 1) {
      throw place.refused("an object with one of option, vec, array, defined");
    }
    String kind = place.names().get(0);
    Described inner = place.field(kind);
    return switch (kind) {
      case "option" -> new ValueType.Option(type(inner));
      case "vec" -> isByte(inner) ? new ValueType.Blob() : new ValueType.Array(type(inner));
      case "array" -> array(inner);
      case "defined" -> defined(inner);
      case "coption" ->
          throw inner.unrepresentable(
              "COption: its tag has four bytes; use u32 and the element as two fields");
      case "generic" ->
          throw inner.unrepresentable(
              "type parameter; define the type for each type it is used with");
      default -> throw place.refused("an object with one of option, vec, array, defined");
    };
  }

  private static boolean isByte(@Nullable Described type) {
    return type != null && type.isText() && type.text().equals("u8");
  }

  private ValueType array(Described inner) {
    List<Described> parts = inner.elements();
    if (parts.size() != 2) {
      throw inner.refused("a type and a length");
    }
    if (!parts.get(1).isNumber()) {
      throw parts.get(1).unrepresentable("array of generic length; define it for each length");
    }
    int length = parts.get(1).number(0, Integer.MAX_VALUE);
    return isByte(parts.get(0)) && length > 0
        ? new ValueType.FixedBytes(length)
        : new ValueType.FixedArray(type(parts.get(0)), length);
  }

  private ValueType defined(Described inner) {
    if (inner.isText()) {
      return defined(inner.text(), inner);
    }
    if (!inner.list("generics").isEmpty()) {
      throw inner.unrepresentable(
          "type "
              + inner.field("name").text()
              + " with type arguments; define it for each type it is used with");
    }
    return defined(inner.field("name").text(), inner);
  }
}
