package dev.interlane.journal;

import dev.interlane.spi.Journal;
import dev.interlane.spi.Lease;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that commits messages from eight threads until it is stopped, and prints the number of
 * each once its commit returned.
 */
final class KeepsCommitting {
  static final int THREADS = 8;

  private KeepsCommitting() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (Journal journal = SqliteJournal.open(Path.of(arguments[0]))) {
      Lease lease = journal.acquire(Records.APP);
      AtomicInteger numbers = new AtomicInteger();
      CountDownLatch running = new CountDownLatch(THREADS);
      for (int i = 0; i < THREADS; i++) {
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    keepCommitting(journal, lease, numbers, out);
                  } finally {
                    running.countDown();
                  }
                });
      }
      running.await();
    }
  }

  private static void keepCommitting(
      Journal journal, Lease lease, AtomicInteger numbers, PrintStream out) {
    while (!out.checkError()) {
      int number = numbers.incrementAndGet();
      journal.commit(lease, Records.inOwnLane(number));
      out.println(number);
    }
  }
}
