package dev.interlane.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code ./benchmarks/run kill}. */
class KillLoopTest {
  @TempDir private Path journal = Path.of("");

  @Test
  void nothingIsLostWhenTheProcessIsKilled() throws Exception {
    KillLoop.Ending ending = KillLoop.run(7, 2, journal, killed -> {});

    assertThat(ending.killed()).isEqualTo(2);
    assertThat(ending.acknowledged()).isPositive();
    assertThat(ending.isGood()).as("%s", ending).isTrue();
  }
}
