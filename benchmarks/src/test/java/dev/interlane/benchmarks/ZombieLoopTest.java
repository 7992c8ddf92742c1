package dev.interlane.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The short form of {@code ./benchmarks/run zombies}. */
class ZombieLoopTest {
  @Test
  void nothingIsLostOrDoneTwiceWhenTheOneThatWorksIsKilledOrStopped() throws Exception {
    ZombieLoop.Ending ending = ZombieLoop.run(11, 2, 6, done -> {});

    assertThat(ending.killed()).isEqualTo(1);
    assertThat(ending.stopped()).isEqualTo(1);
    assertThat(ending.acknowledged()).isEqualTo(6 * 5);
    assertThat(ending.isGood()).as("%s", ending).isTrue();
  }
}
