package dev.interlane.testkit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchedulerTest {
  private static final Instant START = Instant.ofEpochSecond(1_700_000_000);

  private final Scheduler scheduler = new Scheduler(START);
  private final List<String> seen = new ArrayList<>();

  @Test
  void runsByTimeAndThenByTheOrderOfAsking() {
    scheduler.after(Duration.ofSeconds(5), () -> seen.add("late"));
    scheduler.after(Duration.ofSeconds(1), () -> seen.add("first"));
    scheduler.after(Duration.ofSeconds(1), () -> seen.add("second"));

    scheduler.advance(Duration.ofSeconds(4));

    assertThat(seen).containsExactly("first", "second");
    assertThat(scheduler.now()).isEqualTo(START.plusSeconds(4));
  }

  @Test
  void showsATaskTheTimeItWasDue() {
    scheduler.after(Duration.ofSeconds(1), () -> seen.add(scheduler.now().toString()));

    scheduler.advance(Duration.ofSeconds(9));

    assertThat(seen).containsExactly(START.plusSeconds(1).toString());
  }

  @Test
  void runsWhatATaskAsksForInTheSameAdvance() {
    scheduler.after(
        Duration.ofSeconds(1),
        () -> scheduler.after(Duration.ofSeconds(1), () -> seen.add("nested")));

    scheduler.advance(Duration.ofSeconds(2));

    assertThat(seen).containsExactly("nested");
  }

  @Test
  void forgetsACancelledTask() {
    scheduler.after(Duration.ofSeconds(1), () -> seen.add("cancelled")).cancel();

    scheduler.advance(Duration.ofSeconds(2));

    assertThat(seen).isEmpty();
    assertThat(scheduler.next()).isEmpty();
  }

  @Test
  void refusesToGoBack() {
    assertThatThrownBy(() -> scheduler.advanceTo(START.minusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot go back");
  }
}
