package dev.interlane.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.testkit.chain.Displaced;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPlanTest {
  @Test
  void readsWhatItWrites() {
    for (long seed = 0; seed < 500; seed++) {
      FaultPlan plan = FaultRates.standard().draw(new SplittableRandom(seed));

      assertThat(FaultPlan.parse(plan.toString())).as("seed %d", seed).isEqualTo(plan);
    }
  }

  @Test
  void readsWhatAPersonWrites() {
    FaultPlan plan =
        FaultPlan.parse(" 500ms  crash(0, after, 1000) ;400ms reorg(origin,2,withdrawn)");

    assertThat(plan)
        .isEqualTo(
            FaultPlan.none()
                .with(400, new Fault.Reorg(Side.ORIGIN, 2, Displaced.WITHDRAWN))
                .with(500, new Fault.Crash(0, CommitMoment.AFTER, 1000)));
    assertThat(FaultPlan.parse("")).isEqualTo(FaultPlan.none());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reorg(origin,2,withdrawn)",
        "5ms meteor(1)",
        "5ms reorg(origin,2)",
        "5ms reorg(origin,0,withdrawn)",
        "5ms reorg(here,1,withdrawn)",
        "5ms partition(origin,99999999999999999999)",
        "5ms partition(origin,0)",
        "-5ms partition(origin,1)",
      })
  void refusesWhatIsNone(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultPlan.parse(text))
        .withMessageContaining(text);
  }

  @Test
  void drawsEveryKind() {
    TreeSet<String> drawn = new TreeSet<>();
    for (long seed = 0; seed < 200; seed++) {
      FaultRates.standard()
          .draw(new SplittableRandom(seed))
          .entries()
          .forEach(entry -> drawn.add(entry.fault().kind()));
    }

    assertThat(drawn).containsExactlyElementsOf(new TreeSet<>(FaultRates.kinds()));
    assertThat(FaultRates.kinds()).doesNotHaveDuplicates();
  }
}
