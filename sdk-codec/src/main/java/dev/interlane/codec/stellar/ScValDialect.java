package dev.interlane.codec.stellar;

import dev.interlane.codec.bind.AddressForm;
import dev.interlane.codec.internal.ArrayPlan;
import dev.interlane.codec.internal.BoolPlan;
import dev.interlane.codec.internal.ContentPlan;
import dev.interlane.codec.internal.Dialect;
import dev.interlane.codec.internal.FixedBytesPlan;
import dev.interlane.codec.internal.MapPlan;
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
 * Soroban's forms. Each begins with its kind, four bytes.
 *
 * <pre>
 * uintN, intN    N in 32, 64, 128, 256: N/8 bytes, the highest first
 * bool           four bytes, 0 or 1
 * bytes, bytesN, string, symbol   length, content, zeros up to a multiple of four
 * address        account or contract, key
 * T[], T[N], tuple                1, count, elements
 * struct         the map from field names, as symbols, to values
 * map            1, count, entries by rising key
 * option         void, or the element without anything around it
 * enum           the vector of the variant's name, as a symbol, and its data unless unit
 * unit           nothing more: void
 * </pre>
 */
final class ScValDialect implements Dialect {
  static final ScValDialect INSTANCE = new ScValDialect();

  private static final int MIN_BITS = 32;

  private ScValDialect() {}

  @Override
  public String vm() {
    return "Soroban";
  }

  @Override
  public AddressForm addresses() {
    return AddressForm.TEXT;
  }

  @Override
  public Plan plan(ValueType type, TypePlace place) {
    return switch (type) {
      case ValueType.UInt uint -> {
        checkWidth(type, uint.bits(), place);
        yield ScIntPlan.unsigned(uint.bits());
      }
      case ValueType.Int signed -> {
        checkWidth(type, signed.bits(), place);
        yield ScIntPlan.signed(signed.bits());
      }
      case ValueType.Bool bool -> new BoolPlan(ScKind.BOOL);
      case ValueType.Address address -> new ScAddressPlan();
      case ValueType.FixedBytes fixed ->
          new FixedBytesPlan(fixed.length(), ScKind.BYTES, ScKind.WORD);
      case ValueType.Blob blob -> new ContentPlan.Blob(ScKind.BYTES, ScKind.WORD);
      case ValueType.Text text -> new ContentPlan.Text(ScKind.STRING, ScKind.WORD);
      case ValueType.Symbol symbol -> Symbols.PLAN;
      case ValueType.Array array ->
          ArrayPlan.counted(ScKind.VEC, place.inner(array.element(), "[]"));
      case ValueType.FixedArray array ->
          ArrayPlan.fixed(ScKind.VEC, array.length(), place.inner(array.element(), "[]"));
      case ValueType.Tuple tuple -> {
        if (tuple.components().isEmpty()) {
          throw place.refused(type, "a tuple has at least one component; use unit");
        }
        yield TuplePlan.counted(
            ScKind.VEC, SequentialDialect.components(tuple.components(), place));
      }
      case ValueType.Struct struct -> struct(struct, place);
      case ValueType.Choice choice -> choice(choice, place);
      case ValueType.Option option -> option(option, place);
      case ValueType.Dictionary map ->
          new MapPlan(
              ScKind.MAP,
              MapPlan.Order.BY_VALUE,
              place.inner(map.key(), "{}.key"),
              place.inner(map.value(), "{}"));
      case ValueType.Compact compact ->
          throw place.refused(type, "it is a type of SCALE; use uint" + compact.bits());
      case ValueType.Felt felt ->
          throw place.refused(type, "it is a type of Starknet; use uint256");
      case ValueType.Unit unit -> new UnitPlan(Bytes.fromHex("0x00000001"));
    };
  }

  private static void checkWidth(ValueType type, int bits, TypePlace place) {
    if (bits < MIN_BITS || Integer.bitCount(bits) != 1) {
      throw place.refused(type, "integers have 32, 64, 128 or 256 bits");
    }
  }

  private static Plan struct(ValueType.Struct struct, TypePlace place) {
    List<String> names = struct.fields().stream().map(ValueType.Field::name).toList();
    checkNames(names, struct, place);
    return ScStructPlan.of(names, SequentialDialect.fields(struct, place));
  }

  private static Plan choice(ValueType.Choice choice, TypePlace place) {
    checkNames(choice.variants().stream().map(ValueType.Variant::name).toList(), choice, place);
    Variants variants = new Variants(choice, place, Integer.MAX_VALUE);
    return new ScChoicePlan(variants, choice.variants());
  }

  private static void checkNames(List<String> names, ValueType type, TypePlace place) {
    for (String name : names) {
      if (!Symbols.isSymbol(name)) {
        throw place.refused(type, "the name '" + name + "' is no symbol, at most 32 of a-zA-Z0-9_");
      }
    }
    if (new HashSet<>(names).size() < names.size()) {
      throw place.refused(type, "two names are the same");
    }
  }

  private static Plan option(ValueType.Option option, TypePlace place) {
    if (option.element() instanceof ValueType.Option
        || option.element() instanceof ValueType.Unit) {
      throw place.refused(option, "none and an element that is none or unit are both void");
    }
    return new ScOptionPlan(place.inner(option.element(), ""));
  }
}
