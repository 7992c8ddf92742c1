package dev.interlane.benchmarks;

import dev.interlane.devnet.Devnet;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Has nodes go on that stand still by a fault of their own; figures of such a run are too low. */
final class StandstillWatch {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private StandstillWatch() {}

  /**
   * Does the work, and looks after the nodes meanwhile.
   *
   * @return how often one of them stood still
   */
  static int during(Devnet devnet, Runnable work) {
    AtomicInteger standstills = new AtomicInteger();
    try (ScheduledExecutorService looks =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("standstill-watch").factory())) {
      var unused =
          looks.scheduleWithFixedDelay(
              () ->
                  devnet
                      .chains()
                      .forEach(chain -> standstills.addAndGet(chain.freeStuckTransactions())),
              BETWEEN_LOOKS.toMillis(),
              BETWEEN_LOOKS.toMillis(),
              TimeUnit.MILLISECONDS);
      work.run();
    }
    return standstills.get();
  }
}
