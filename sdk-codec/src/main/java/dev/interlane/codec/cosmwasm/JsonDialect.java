package dev.interlane.codec.cosmwasm;

import dev.interlane.codec.bind.AddressForm;
import dev.interlane.codec.internal.Dialect;
import dev.interlane.codec.internal.Plan;
import dev.interlane.codec.internal.SequentialDialect;
import dev.interlane.codec.internal.TuplePlan;
import dev.interlane.codec.internal.TypePlace;
import dev.interlane.codec.internal.UnitPlan;
import dev.interlane.codec.internal.Variants;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.ValueType;
import java.util.HashSet;
import java.util.List;

/**
 * CosmWasm's forms in JSON.
 *
 * <pre>
 * uintN, intN    N to 32: number; above: decimal text
 * bool           true, false
 * string         text; of escapes only \" \\ \b \f \n \r \t and &#92;u00xx for other controls
 * address        text in bech32
 * bytes, bytesN  text in base64 with padding
 * T[], T[N], tuple   array
 * struct         object, fields in declared order
 * map            object by rising key, which is string or address
 * option         null, or the element as it is
 * enum           object of the variant's name and its data
 * unit           {}
 * </pre>
 */
final class JsonDialect implements Dialect {
  static final JsonDialect INSTANCE = new JsonDialect();

  private static final Bytes EMPTY_OBJECT = Bytes.fromUtf8("{}");

  private JsonDialect() {}

  @Override
  public String vm() {
    return "CosmWasm";
  }

  @Override
  public AddressForm addresses() {
    return AddressForm.TEXT;
  }

  @Override
  public Plan list(List<Plan> plans) {
    return plans.size() == 1 ? TuplePlan.bare(plans) : JsonFieldsPlan.arguments(plans);
  }

  @Override
  public Plan plan(ValueType type, TypePlace place) {
    return switch (type) {
      case ValueType.UInt uint -> JsonIntPlan.unsigned(uint.bits());
      case ValueType.Int signed -> JsonIntPlan.signed(signed.bits());
      case ValueType.Bool bool -> new JsonBoolPlan();
      case ValueType.Address address -> new JsonTextPlan(JsonTextPlan.Content.ADDRESS);
      case ValueType.Text text -> new JsonTextPlan(JsonTextPlan.Content.TEXT);
      case ValueType.FixedBytes fixed -> JsonBytesPlan.fixed(fixed.length());
      case ValueType.Blob blob -> JsonBytesPlan.any();
      case ValueType.Array array -> JsonArrayPlan.any(place.inner(array.element(), "[]"));
      case ValueType.FixedArray array ->
          JsonArrayPlan.fixed(array.length(), place.inner(array.element(), "[]"));
      case ValueType.Tuple tuple ->
          JsonFieldsPlan.tuple(SequentialDialect.components(tuple.components(), place));
      case ValueType.Struct struct -> {
        List<String> names = struct.fields().stream().map(ValueType.Field::name).toList();
        checkNames(names, struct, place);
        yield JsonFieldsPlan.struct(names, SequentialDialect.fields(struct, place));
      }
      case ValueType.Choice choice -> {
        checkNames(choice.variants().stream().map(ValueType.Variant::name).toList(), choice, place);
        yield new JsonChoicePlan(new Variants(choice, place, Integer.MAX_VALUE));
      }
      case ValueType.Option option -> {
        if (option.element() instanceof ValueType.Option) {
          throw place.refused(type, "none and an element that is none are both null");
        }
        yield new JsonOptionPlan(place.inner(option.element(), ""));
      }
      case ValueType.Dictionary map -> {
        if (!(map.key() instanceof ValueType.Text) && !(map.key() instanceof ValueType.Address)) {
          throw place.refused(type, "keys of JSON are string or address");
        }
        yield new JsonMapPlan(place.inner(map.key(), "{}.key"), place.inner(map.value(), "{}"));
      }
      case ValueType.Compact compact ->
          throw place.refused(type, "it is a type of SCALE; use uint" + compact.bits());
      case ValueType.Felt felt ->
          throw place.refused(type, "it is a type of Starknet; use uint256");
      case ValueType.Symbol symbol ->
          throw place.refused(type, "it is a type of Soroban; use string");
      case ValueType.Unit unit -> new UnitPlan(EMPTY_OBJECT);
    };
  }

  private static void checkNames(List<String> names, ValueType type, TypePlace place) {
    if (names.stream().anyMatch(name -> JsonText.measure(name) < 0)) {
      throw place.refused(type, "a name has an unpaired surrogate");
    }
    if (new HashSet<>(names).size() < names.size()) {
      throw place.refused(type, "two names are the same");
    }
  }
}
