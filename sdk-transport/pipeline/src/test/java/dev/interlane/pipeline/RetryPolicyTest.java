package dev.interlane.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private final RetryPolicy policy =
      new RetryPolicy(10, Duration.ofSeconds(1), Duration.ofMinutes(1));

  @Test
  void doublesUpToTheLongestPauseLessAQuarterAtMost() {
    Random random = new Random(7);
    for (int failures = 1; failures < 100; failures++) {
      long whole = Math.min(60_000L, 1000L << Math.min(failures - 1, 20));

      Duration pause = policy.pauseAfter(failures, random);

      assertThat(pause.toMillis()).isBetween(whole - whole / 4, whole);
    }
  }

  @Test
  void spreadsThoseThatFailTogether() {
    Random random = new Random(7);

    assertThat(policy.pauseAfter(5, random)).isNotEqualTo(policy.pauseAfter(5, random));
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(0, Duration.ofSeconds(1), Duration.ofSeconds(1)))
        .withMessageContaining("maxAttempts");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(1, Duration.ZERO, Duration.ofSeconds(1)))
        .withMessageContaining("firstPause");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(1, Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .withMessageContaining("longestPause");
  }
}
