package dev.interlane.benchmarks;

import dev.interlane.client.MessageHandle;
import dev.interlane.receipt.DeliveryStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds messages that are dispatched and not yet delivered, in a JVM with a heap of its own, and
 * prints how many bytes are live: client, journal and both chains together.
 */
final class InFlight {
  /** More blocks than this run makes, so that no message gets far. */
  private static final int FINAL_DEPTH = 100_000;

  private InFlight() {}

  /** Takes the number of messages; prints the number in flight and the bytes of live heap. */
  public static void main(String[] arguments) {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    int messages = Integer.parseInt(arguments[0]);
    try (Journey journey = Journey.waiting(Room.RELAY, 5, FINAL_DEPTH)) {
      List<MessageHandle> handles = new ArrayList<>(messages);
      for (int i = 0; i < messages; i++) {
        handles.add(journey.send());
        if (handles.size() % 10_000 == 0) {
          System.err.println("  " + handles.size() + " sent");
        }
      }
      journey.network().mineBlocks(3);
      long dispatched =
          handles.stream()
              .filter(handle -> handle.status() instanceof DeliveryStatus.Dispatched)
              .count();
      System.out.println(dispatched + " " + liveBytes());
    }
  }

  private static long liveBytes() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
