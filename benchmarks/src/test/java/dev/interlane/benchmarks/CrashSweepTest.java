package dev.interlane.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.benchmarks.CrashSweep.Played;
import dev.interlane.benchmarks.CrashSweep.Weather;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrashSweepTest {
  @ParameterizedTest
  @EnumSource(Weather.class)
  void convergesFromEveryBoundaryWithoutAnOperator(Weather weather) {
    CrashSweep sweep = new CrashSweep(1, weather, CrashSweep.inMemory(), UnaryOperator.identity());

    List<Played> played = sweep.once().toList();

    assertThat(sweep.boundaries())
        .anyMatch(what -> what.startsWith("broadcast"))
        .hasSizeGreaterThan(40);
    assertThat(played).hasSize(2 * sweep.boundaries().size());
    assertThat(played)
        .allSatisfy(
            one -> {
              assertThat(one.ending().struck()).isEqualTo(1);
              assertThat(one.ending().isGood()).as("%s: %s", one.points(), one.ending()).isTrue();
            });
  }
}
