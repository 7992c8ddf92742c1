package dev.interlane.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.devnet.RequiresDevnet;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code ./benchmarks/run kill}. */
@RequiresDevnet
class KillLoopTest {
  @TempDir private Path journal = Path.of("");

  @Test
  void nothingIsLostWhenTheProcessIsKilled() throws Exception {
    try (KilledChains chains = KillWorld.start(7)) {
      assertNothingIsLost(KillLoop.run(7, chains, 2, journal, killed -> {}));
    }
  }

  @Test
  void nothingIsLostWhenTheProcessIsKilledOverRealContracts() throws Exception {
    try (KilledChains chains = AnvilWorld.start()) {
      assertNothingIsLost(KillLoop.run(7, chains, 2, journal, killed -> {}));
    }
  }

  private static void assertNothingIsLost(KillLoop.Ending ending) {
    assertThat(ending.killed()).isEqualTo(2);
    assertThat(ending.acknowledged()).isPositive();
    assertThat(ending.isGood()).as("%s", ending).isTrue();
  }
}
