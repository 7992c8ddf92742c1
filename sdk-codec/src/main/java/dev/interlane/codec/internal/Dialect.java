package dev.interlane.codec.internal;

import dev.interlane.codec.bind.AddressForm;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.value.ValueType;
import java.util.List;

/** Which plan a VM has for each neutral type. Stateless. */
public interface Dialect {
  /** The VM or format as errors name it. */
  String vm();

  /** What the VM's addresses are, decoded. */
  AddressForm addresses();

  /**
   * The plan of a type.
   *
   * @throws UnrepresentableTypeException if the VM lacks it
   */
  Plan plan(ValueType type, TypePlace place);

  /** The plan of a list of values that nothing encloses. */
  default Plan list(List<Plan> plans) {
    return TuplePlan.bare(plans);
  }
}
