package dev.interlane.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The driver of production; each test waits for what must come, none for time to pass. */
class ThreadedDriverTest {
  private static final Duration BOUND = Duration.ofSeconds(30);

  private final LoopDriver driver = LoopDriver.threaded();

  @AfterEach
  void close() {
    driver.close(BOUND);
  }

  @Test
  void everyWakeIsFollowedByATurn() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger seen = new AtomicInteger();
    CompletableFuture<Integer> all = new CompletableFuture<>();
    driver.start(
        () -> {
          seen.set(asked.get());
          if (seen.get() == 1000) {
            all.complete(seen.get());
          }
          return Optional.empty();
        });

    for (int i = 0; i < 1000; i++) {
      asked.incrementAndGet();
      driver.wake();
    }

    assertThat(driver.await(all, BOUND)).isEqualTo(1000);
  }

  @Test
  void runsAgainAtTheTimeTheTurnAskedFor() throws Exception {
    AtomicReference<Instant> wanted = new AtomicReference<>();
    CompletableFuture<Boolean> onTime = new CompletableFuture<>();
    driver.start(
        () -> {
          Instant now = driver.clock().instant();
          Instant due = wanted.get();
          if (due == null) {
            wanted.set(now.plusMillis(20));
          } else if (!now.isBefore(due)) {
            onTime.complete(true);
          }
          return Optional.of(wanted.get());
        });

    assertThat(driver.await(onTime, BOUND)).isTrue();
  }

  @Test
  void turnsNeverOverlap() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger turns = new AtomicInteger();
    CompletableFuture<Boolean> enough = new CompletableFuture<>();
    driver.start(
        () -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          inside.decrementAndGet();
          if (turns.incrementAndGet() >= 200) {
            enough.complete(true);
          }
          return Optional.empty();
        });
    for (int i = 0; i < 4; i++) {
      driver
          .tasks()
          .execute(
              () -> {
                while (!enough.isDone()) {
                  driver.wake();
                  Thread.onSpinWait();
                }
              });
    }

    driver.await(enough, BOUND);
    assertThat(most).hasValue(1);
  }

  @Test
  void awaitTellsTimeoutInterruptAndFailure() throws Exception {
    CompletableFuture<String> never = new CompletableFuture<>();

    assertThatExceptionOfType(TimeoutException.class)
        .isThrownBy(() -> driver.await(never, Duration.ZERO));
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> driver.await(never, BOUND));
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(
            () ->
                driver.await(
                    CompletableFuture.failedFuture(new IllegalStateException("why")), BOUND))
        .withRootCauseExactlyInstanceOf(IllegalStateException.class);
    assertThat(driver.await(CompletableFuture.completedFuture("x"), Duration.ofDays(1_000_000)))
        .isEqualTo("x");
  }

  @Test
  void aClosedDriverRunsNothingMore() {
    AtomicInteger turns = new AtomicInteger();
    driver.start(
        () -> {
          turns.incrementAndGet();
          return Optional.empty();
        });

    driver.close(BOUND);
    int before = turns.get();
    driver.wake();
    driver.close(BOUND);

    assertThat(turns).hasValue(before);
  }
}
