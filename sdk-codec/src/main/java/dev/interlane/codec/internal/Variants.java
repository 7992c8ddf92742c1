package dev.interlane.codec.internal;

import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variants of an enum, found by name and by number. Immutable. */
public final class Variants {
  private final List<ValueType.Variant> variants;
  private final Plan[] plans;
  private final Map<String, Integer> byName = new HashMap<>();
  private final Map<Integer, Integer> byIndex = new HashMap<>();

  /**
   * The variants of a type.
   *
   * @throws dev.interlane.error.UnrepresentableTypeException if two have the same name or number, a
   *     number is above the largest, or the VM lacks the type of one
   */
  public Variants(ValueType.Choice type, TypePlace place, int maxIndex) {
    this.variants = type.variants();
    List<Plan> made = new ArrayList<>(variants.size());
    for (int i = 0; i < variants.size(); i++) {
      ValueType.Variant variant = variants.get(i);
      made.add(place.inner(variant.type(), "." + variant.name()));
      if (variant.index() < 0 || variant.index() > maxIndex) {
        throw place.refused(
            type, "variant " + variant.name() + " has a number outside 0 to " + maxIndex);
      }
      if (byName.put(variant.name(), i) != null || byIndex.put(variant.index(), i) != null) {
        throw place.refused(
            type, "variant " + variant.name() + " has the name or number of another");
      }
    }
    this.plans = made.toArray(Plan[]::new);
  }

  /** How many there are. */
  public int count() {
    return plans.length;
  }

  /** The levels within the deepest. */
  public int depth() {
    return TuplePlan.deepest(plans);
  }

  /** The name of one. */
  public String name(int position) {
    return variants.get(position).name();
  }

  /** The number of one. */
  public int index(int position) {
    return variants.get(position).index();
  }

  /** The plan of the data of one. */
  public Plan plan(int position) {
    return plans[position];
  }

  /** The position of the variant with this number, or -1. */
  public int ofIndex(int index) {
    return byIndex.getOrDefault(index, -1);
  }

  /** The position of the value's variant, or -1 if it is of none. */
  public int of(Value value) {
    return value instanceof Value.Choice choice ? byName.getOrDefault(choice.variant(), -1) : -1;
  }

  /** Reads the data of one, which is paid for by itself. */
  public Value read(int position, ByteReader in) {
    Plan plan = plans[position];
    if (plan.excess > 0) {
      in.charge(1, plan);
    }
    in.enter();
    in.step(position);
    Value data = plan.read(in);
    in.leave();
    return new Value.Choice(name(position), data);
  }

  /** Where the value's data is none of this VM's; null if it is. */
  public @Nullable String misfit(Value value) {
    int position = of(value);
    if (position < 0) {
      return null;
    }
    String misfit = plans[position].misfit(((Value.Choice) value).data());
    return misfit == null ? null : "." + name(position) + misfit;
  }

  /** Orders by number, then by data. */
  public int compare(Value left, Value right) {
    int a = of(left);
    int b = of(right);
    return a == b
        ? plans[a].compare(((Value.Choice) left).data(), ((Value.Choice) right).data())
        : Integer.compare(index(a), index(b));
  }
}
