package dev.interlane.codec.move;

import dev.interlane.codec.bind.AddressForm;
import dev.interlane.codec.internal.Dialect;
import dev.interlane.codec.internal.Plan;
import dev.interlane.codec.internal.TuplePlan;
import dev.interlane.codec.internal.TypePlace;
import dev.interlane.value.ValueType;
import java.util.List;

/** BCS where a list of values is one of byte strings, each with one value's encoding. */
enum EntryArguments implements Dialect {
  INSTANCE;

  @Override
  public String vm() {
    return BcsDialect.INSTANCE.vm();
  }

  @Override
  public AddressForm addresses() {
    return AddressForm.KEY;
  }

  @Override
  public Plan plan(ValueType type, TypePlace place) {
    return BcsDialect.INSTANCE.plan(type, place);
  }

  @Override
  public Plan list(List<Plan> plans) {
    return TuplePlan.counted(
        Uleb128.SHORTEST,
        plans.stream().<Plan>map(plan -> new WrappedPlan(Uleb128.SHORTEST, plan)).toList());
  }
}
