package dev.interlane.codec.internal;

import dev.interlane.primitive.Bytes;
import dev.interlane.value.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * The plans that formats of one build have in common: values follow each other, counts and tags
 * stand before what they speak of, tuples and fixed arrays add nothing. What differs is how counts
 * and tags are written, and the leaves.
 */
public abstract class SequentialDialect implements Dialect {
  private final String vm;
  private final Forms forms;

  /**
   * How counts and tags are written.
   *
   * @param count of elements, entries and content bytes
   * @param truth of truth values and the tags of options
   * @param tag of enums
   * @param none the tag of an option without element
   */
  public record Forms(NumberForm count, NumberForm truth, NumberForm tag, int none) {}

  protected SequentialDialect(String vm, Forms forms) {
    this.vm = vm;
    this.forms = forms;
  }

  @Override
  public final String vm() {
    return vm;
  }

  /** The plan of an unsigned integer, or its refusal. */
  protected abstract Plan unsigned(ValueType.UInt type, TypePlace place);

  /** The plan of a signed integer, or its refusal. */
  protected abstract Plan signed(ValueType.Int type, TypePlace place);

  /** The plan of an address. */
  protected abstract Plan address();

  /** What keys of a map rise by. */
  protected abstract MapPlan.Order keyOrder();

  /** The plan of a compact integer, or its refusal. */
  protected Plan compact(ValueType.Compact type, TypePlace place) {
    throw place.refused(type, "it is a type of SCALE; use uint" + type.bits());
  }

  /** The plan of a field element, or its refusal. */
  protected Plan felt(ValueType.Felt type, TypePlace place) {
    throw place.refused(type, "it is a type of Starknet; use uint256");
  }

  /** The plan of a byte string. */
  protected Plan blob() {
    return new ContentPlan.Blob(forms.count, 1);
  }

  /** The plan of text. */
  protected Plan text() {
    return new ContentPlan.Text(forms.count, 1);
  }

  /** The plan of a byte string of fixed length, or its refusal. */
  protected Plan fixedBytes(ValueType.FixedBytes type, TypePlace place) {
    return new FixedBytesPlan(type.length());
  }

  /** The plan of a map, or its refusal. */
  protected Plan map(ValueType.Dictionary type, TypePlace place) {
    return new MapPlan(
        forms.count,
        keyOrder(),
        place.inner(type.key(), "{}.key"),
        place.inner(type.value(), "{}"));
  }

  @Override
  public final Plan plan(ValueType type, TypePlace place) {
    return switch (type) {
      case ValueType.UInt uint -> unsigned(uint, place);
      case ValueType.Int signed -> signed(signed, place);
      case ValueType.Bool bool -> new BoolPlan(forms.truth);
      case ValueType.Address address -> address();
      case ValueType.FixedBytes fixed -> fixedBytes(fixed, place);
      case ValueType.Blob blob -> blob();
      case ValueType.Text text -> text();
      case ValueType.Array array ->
          ArrayPlan.counted(forms.count, place.inner(array.element(), "[]"));
      case ValueType.FixedArray array ->
          ArrayPlan.fixed(null, array.length(), place.inner(array.element(), "[]"));
      case ValueType.Tuple tuple -> TuplePlan.bare(components(tuple.components(), place));
      case ValueType.Struct struct -> TuplePlan.bare(fields(struct, place));
      case ValueType.Choice choice ->
          new ChoicePlan(forms.tag, new Variants(choice, place, forms.tag.max()));
      case ValueType.Option option ->
          new OptionPlan(forms.truth, forms.none, place.inner(option.element(), ""));
      case ValueType.Dictionary map -> map(map, place);
      case ValueType.Compact compact -> compact(compact, place);
      case ValueType.Felt felt -> felt(felt, place);
      case ValueType.Symbol symbol ->
          throw place.refused(type, "it is a type of Soroban; use string");
      case ValueType.Unit unit -> new UnitPlan(Bytes.EMPTY);
    };
  }

  /** The plans of components, each at its place. */
  public static List<Plan> components(List<ValueType> types, TypePlace place) {
    List<Plan> plans = new ArrayList<>(types.size());
    for (int i = 0; i < types.size(); i++) {
      plans.add(place.inner(types.get(i), "[" + i + "]"));
    }
    return plans;
  }

  /** The plans of fields, each at its place. */
  public static List<Plan> fields(ValueType.Struct struct, TypePlace place) {
    List<Plan> plans = new ArrayList<>(struct.fields().size());
    for (ValueType.Field field : struct.fields()) {
      plans.add(place.inner(field.type(), "." + field.name()));
    }
    return plans;
  }
}
