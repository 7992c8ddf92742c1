package dev.interlane.codec.starknet;

import dev.interlane.codec.internal.description.Described;
import dev.interlane.codec.internal.description.NamedTypes;
import dev.interlane.codec.internal.description.Parameters;
import dev.interlane.codec.internal.description.TypeText;
import dev.interlane.value.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The types of a Cairo ABI: the core library's, and the structs and enums it defines. */
final class CairoTypes {
  private final Map<String, Described> definitions = new HashMap<>();
  private final NamedTypes named = new NamedTypes();

  CairoTypes(List<Described> entries) {
    for (Described entry : entries) {
      String kind = entry.field("type").text();
      if (kind.equals("struct") || kind.equals("enum")) {
        TypeText name = read(entry.field("name"));
        if (definitions.put(name.toString(), entry) != null) {
          throw entry.wrong("the type " + name + " is defined twice");
        }
      }
    }
  }

  void restart() {
    named.restart();
  }

  List<ValueType.Field> fields(List<Described> fields) {
    return Parameters.read(fields, this::type);
  }

  ValueType type(Described place) {
    return type(read(place), place);
  }

  private static TypeText read(Described place) {
    try {
      return TypeText.parse(place.text());
    } catch (IllegalArgumentException malformed) {
      throw place.wrong(String.valueOf(malformed.getMessage()));
    }
  }

  private ValueType type(TypeText text, Described place) {
    return named.part(
        place,
        () ->
            switch (text.form()) {
              case TUPLE -> text.arguments().isEmpty() ? new ValueType.Unit() : tuple(text, place);
              case ARRAY ->
                  new ValueType.FixedArray(type(text.arguments().get(0), place), text.length());
              case NAME -> named(text, place);
            });
  }

  private ValueType tuple(TypeText text, Described place) {
    List<ValueType> components = new ArrayList<>(text.arguments().size());
    for (TypeText each : text.arguments()) {
      components.add(type(each, place));
    }
    return new ValueType.Tuple(components);
  }

  private ValueType named(TypeText text, Described place) {
    return switch (text.name()) {
      case "core::felt252",
          "core::starknet::class_hash::ClassHash",
          "core::starknet::eth_address::EthAddress",
          "core::starknet::storage_access::StorageAddress" ->
          new ValueType.Felt();
      case "core::bool" -> new ValueType.Bool();
      case "core::integer::u8",
          "core::integer::u16",
          "core::integer::u32",
          "core::integer::u64",
          "core::integer::u128",
          "core::integer::u256" ->
          new ValueType.UInt(bits(text));
      case "core::integer::i8",
          "core::integer::i16",
          "core::integer::i32",
          "core::integer::i64",
          "core::integer::i128" ->
          new ValueType.Int(bits(text));
      case "core::starknet::contract_address::ContractAddress" -> new ValueType.Address();
      case "core::byte_array::ByteArray" -> new ValueType.Text();
      case "core::bytes_31::bytes31" -> new ValueType.FixedBytes(ShortBytesPlan.MAX_BYTES);
      case "core::array::Array", "core::array::Span" ->
          new ValueType.Array(type(only(text, place), place));
      case "core::option::Option" -> new ValueType.Option(type(only(text, place), place));
      case "@core::array::Array" -> new ValueType.Array(type(only(text, place), place));
      case "felt", "felt*", "Uint256" ->
          throw place.unrepresentable(
              text
                  + ": it is a type of Cairo 0; compile the contract with Cairo 1 or later, or use felt and uint256 by hand");
      default -> defined(text, place);
    };
  }

  private static TypeText only(TypeText text, Described place) {
    try {
      return text.only();
    } catch (IllegalArgumentException several) {
      throw place.wrong(String.valueOf(several.getMessage()));
    }
  }

  private static int bits(TypeText text) {
    return Integer.parseInt(text.name().substring("core::integer::u".length()));
  }

  private ValueType defined(TypeText text, Described place) {
    String name = text.toString();
    Described definition = definitions.get(name);
    if (definition == null) {
      throw place.unrepresentable(
          "type " + name + ": the ABI does not define it; use the type it is serialized as");
    }
    String shortName = text.name().substring(text.name().lastIndexOf(':') + 1);
    return named.named(
        name,
        place,
        () ->
            definition.field("type").text().equals("struct")
                ? new ValueType.Struct(shortName, fields(definition.field("members").elements()))
                : choice(shortName, definition));
  }

  private ValueType choice(String name, Described definition) {
    List<Described> variants = definition.field("variants").elements();
    if (variants.isEmpty()) {
      throw definition.field("variants").refused("at least one variant");
    }
    List<ValueType.Variant> made = new ArrayList<>(variants.size());
    for (Described variant : variants) {
      made.add(
          new ValueType.Variant(
              variant.field("name").text(), made.size(), type(variant.field("type"))));
    }
    return new ValueType.Choice(name, made);
  }
}
