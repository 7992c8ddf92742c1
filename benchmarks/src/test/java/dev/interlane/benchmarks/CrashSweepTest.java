package dev.interlane.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.benchmarks.CrashSweep.Played;
import dev.interlane.benchmarks.CrashSweep.Weather;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CrashSweepTest {
  @Test
  void convergesFromEveryBoundaryWithoutAnOperator() {
    converges(Weather.REORGS, CrashSweep.inMemory(), 1);
  }

  @Test
  void convergesWithAJournalOnDisk() {
    // Each run makes files and syncs them; every boundary is for ./benchmarks/run crash.
    converges(Weather.FAIR, CrashSweep.inSqlite(), 7);
  }

  @Test
  void convergesWithAJournalInPostgres() throws IOException {
    try (EmbeddedPostgres server = Server.start()) {
      converges(Weather.FAIR, CrashSweep.inPostgres(Server.url(server)), 9);
    }
  }

  private static void converges(Weather weather, CrashSweep.Journals journals, int stride) {
    CrashSweep sweep = new CrashSweep(1, weather, journals, UnaryOperator.identity());

    List<String> boundaries = sweep.boundaries();
    List<Played> played = sweep.once(stride).toList();

    assertThat(boundaries)
        .hasSizeGreaterThan(40)
        .anyMatch(what -> what.startsWith("commit"))
        .anyMatch(what -> what.startsWith("broadcast"));
    assertThat(played).hasSize(2 * ((boundaries.size() + stride - 1) / stride));
    assertThat(played)
        .allSatisfy(
            one -> {
              assertThat(one.ending().struck()).isEqualTo(1);
              assertThat(one.ending().messages()).isEqualTo(9);
              assertThat(one.ending().isGood()).as("%s: %s", one.points(), one.ending()).isTrue();
            });
  }
}
