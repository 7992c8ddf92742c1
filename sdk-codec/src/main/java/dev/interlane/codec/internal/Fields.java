package dev.interlane.codec.internal;

import dev.interlane.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a struct or tuple in formats that write something around each. Immutable. */
public final class Fields {
  private final Plan[] plans;

  /** The parts with these plans, in their declared order. */
  public Fields(List<Plan> plans) {
    this.plans = plans.toArray(Plan[]::new);
  }

  /** How many there are. */
  public int count() {
    return plans.length;
  }

  /** The plan of one. */
  public Plan plan(int position) {
    return plans[position];
  }

  /** The fewest bytes of all together. */
  public long minBytes() {
    return TuplePlan.minBytes(plans);
  }

  /** The levels of what they are the parts of. */
  public int depth() {
    return 1 + TuplePlan.deepest(plans);
  }

  /** The bytes of the heap that the smallest value takes, about. */
  public long heap() {
    return ArrayPlan.HEAP + TuplePlan.heap(plans);
  }

  /** The bytes of all parts without what is around them, or -1 if one does not fit. */
  public long measure(Value value) {
    if (!(value instanceof Value.Sequence sequence) || sequence.elements().size() != plans.length) {
      return -1;
    }
    long bytes = 0;
    for (int i = 0; i < plans.length; i++) {
      long measured = plans[i].measure(sequence.elements().get(i));
      if (measured < 0) {
        return -1;
      }
      bytes += measured;
    }
    return bytes;
  }

  /** Where a part is none of this VM's; null if all are. */
  public @Nullable String misfit(Value value) {
    if (!(value instanceof Value.Sequence sequence)) {
      return null;
    }
    for (int i = 0; i < Math.min(plans.length, sequence.elements().size()); i++) {
      String misfit = plans[i].misfit(sequence.elements().get(i));
      if (misfit != null) {
        return "[" + i + "]" + misfit;
      }
    }
    return null;
  }
}
