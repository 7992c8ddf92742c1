package dev.interlane.benchmarks;

import dev.interlane.devnet.Devnet;
import dev.interlane.devnet.DevnetChain;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Has nodes go on that stand still by a fault of their own, and says so: the figure under way is
 * lower for it.
 */
final class StandstillWatch {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private StandstillWatch() {}

  /** Does the work, and looks after the nodes meanwhile. */
  static void during(Devnet devnet, Runnable work) {
    try (ScheduledExecutorService looks =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("standstill-watch").factory())) {
      var unused =
          looks.scheduleWithFixedDelay(
              () -> devnet.chains().forEach(StandstillWatch::look),
              BETWEEN_LOOKS.toMillis(),
              BETWEEN_LOOKS.toMillis(),
              TimeUnit.MILLISECONDS);
      work.run();
    }
  }

  private static void look(DevnetChain chain) {
    if (chain.freeStuckTransactions() > 0) {
      System.err.println(
          "The node of "
              + chain.id()
              + " had lost track of its pool and stood still for a second or two. The figure that"
              + " is measured now is too low: measure it again.");
    }
  }
}
