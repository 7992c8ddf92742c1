package dev.interlane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.testkit.chain.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class SimulatedDriverTest {
  private static final Instant START = SimulatedNetwork.START;

  private final Scheduler scheduler = new Scheduler(START);
  private final SimulatedDriver driver = new SimulatedDriver(scheduler);
  private final List<Instant> turns = new ArrayList<>();

  @Test
  void runsTurnsWhenWokenAndWhenATurnAskedForIt() throws Exception {
    driver.start(
        () -> {
          turns.add(scheduler.now());
          return turns.size() == 1 ? Optional.of(START.plusSeconds(5)) : Optional.empty();
        });
    scheduler.after(Duration.ofSeconds(9), driver::wake);

    scheduler.advance(Duration.ofSeconds(20));

    assertThat(turns).containsExactly(START, START.plusSeconds(5), START.plusSeconds(9));
  }

  @Test
  void manyWakesAreOneTurn() {
    driver.start(
        () -> {
          turns.add(scheduler.now());
          return Optional.empty();
        });
    driver.wake();
    driver.wake();

    scheduler.advance(Duration.ofSeconds(1));

    assertThat(turns).containsExactly(START);
  }

  @Test
  void aWakeDuringATurnIsAnotherTurn() {
    driver.start(
        () -> {
          turns.add(scheduler.now());
          if (turns.size() < 3) {
            driver.wake();
          }
          return Optional.empty();
        });

    scheduler.advance(Duration.ofSeconds(1));

    assertThat(turns).containsExactly(START, START, START);
  }

  @Test
  void waitingMakesTimePassAndNoMoreThanNeeded() throws Exception {
    CompletableFuture<String> future = new CompletableFuture<>();
    scheduler.after(Duration.ofSeconds(30), () -> future.complete("done"));
    scheduler.after(Duration.ofSeconds(60), () -> turns.add(scheduler.now()));

    assertThat(driver.await(future, Duration.ofHours(1))).isEqualTo("done");
    assertThat(scheduler.now()).isEqualTo(START.plusSeconds(30));
    assertThat(turns).isEmpty();
  }

  @Test
  void waitingEndsWithItsTime() {
    CompletableFuture<String> never = new CompletableFuture<>();

    assertThatThrownBy(() -> driver.await(never, Duration.ofHours(1)))
        .isInstanceOf(TimeoutException.class);
    assertThat(scheduler.now()).isEqualTo(START.plus(Duration.ofHours(1)));
  }

  @Test
  void waitingEndsWithAnInterruptOrAFailure() {
    CompletableFuture<String> future = new CompletableFuture<>();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> driver.await(future, Duration.ofHours(1)))
        .isInstanceOf(InterruptedException.class);
    future.completeExceptionally(new IllegalStateException("broken"));
    assertThatThrownBy(() -> driver.await(future, Duration.ofHours(1)))
        .isInstanceOf(CompletionException.class)
        .hasRootCauseMessage("broken");
  }

  @Test
  void aTurnCannotWaitForItself() throws Exception {
    CompletableFuture<Throwable> caught = new CompletableFuture<>();
    driver.start(
        () -> {
          try {
            driver.await(new CompletableFuture<>(), Duration.ofHours(1));
          } catch (Exception refused) {
            caught.complete(refused);
          }
          return Optional.empty();
        });

    assertThat(driver.await(caught, Duration.ofHours(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("A listener waits for the client");
  }

  @Test
  void callsNoTurnAfterClose() {
    driver.start(
        () -> {
          turns.add(scheduler.now());
          return Optional.of(scheduler.now().plusSeconds(1));
        });
    scheduler.advance(Duration.ofSeconds(2));
    int before = turns.size();

    driver.close(Duration.ZERO);
    driver.wake();
    scheduler.advance(Duration.ofSeconds(5));

    assertThat(before).isPositive();
    assertThat(turns).hasSize(before);
  }
}
