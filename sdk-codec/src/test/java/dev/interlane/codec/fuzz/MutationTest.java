package dev.interlane.codec.fuzz;

import dev.interlane.primitive.Bytes;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The seed is printed with each failure and taken back with {@code -Dinterlane.seed}. */
class MutationTest {
  private static final int ROUNDS = 4_000;
  private static final List<Mutation> MUTATIONS = List.of(Mutation.values());
  private static final int MOST_CHANGES = 4;

  private final long seed = Long.getLong("interlane.seed", System.nanoTime());
  private final Random random = new Random(seed);

  static List<String> targets() {
    return FuzzTargets.names();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void changedInputIsRefusedOrAnotherValue(String name) {
    FuzzTarget target = FuzzTargets.of(name);
    Bytes before = target.seed(random);
    for (int i = 0; i < ROUNDS; i++) {
      Bytes valid = target.seed(random);
      check(target, valid);
      Bytes changed = valid;
      for (int n = random.nextInt(MOST_CHANGES); n >= 0 && !changed.isEmpty(); n--) {
        Mutation mutation = MUTATIONS.get(random.nextInt(MUTATIONS.size()));
        changed = mutation.of(changed, before, random);
      }
      check(target, changed);
      before = valid;
    }
  }

  private void check(FuzzTarget target, Bytes input) {
    try {
      target.check(input);
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError("seed " + seed + ", input " + input, broken);
    }
  }
}
