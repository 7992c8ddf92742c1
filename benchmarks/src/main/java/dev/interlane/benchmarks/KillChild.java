package dev.interlane.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.journal.SqliteJournal;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The process that is killed. It says on standard output what it is sure of: {@code ready <nanos>
 * <CPU nanos>} once its client takes messages, {@code acked <number> <id>} after each send, and in
 * the end, when nobody kills it any more, {@code ended <number> <outcome>}.
 */
final class KillChild {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private KillChild() {}

  /** Takes: send|finish, journal directory, first number, how many, what the chains are. */
  public static void main(String[] arguments) {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    int first = Integer.parseInt(arguments[2]);
    int count = Integer.parseInt(arguments[3]);
    ChildChains chains = ChildChains.of(List.of(arguments).subList(4, arguments.length));
    long begun = System.nanoTime();
    long cpuBegun = cpuNanos();
    try (MessagingClient client =
        chains.client(SqliteJournal.open(Path.of(arguments[1]))).build()) {
      say("ready " + (System.nanoTime() - begun) + " " + (cpuNanos() - cpuBegun));
      if (arguments[0].equals("send")) {
        send(client, chains, first, count);
      } else {
        finish(client, first + count);
      }
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static void send(MessagingClient client, ChildChains chains, int first, int count) {
    for (int number = first; number < first + count; number++) {
      MessageHandle handle =
          client.send(
              chains.message(number, KillLoop.ORDERED_EVERY),
              SendOptions.idempotencyKey("message " + number));
      say("acked " + number + " " + handle.id());
    }
    finish(client, first + count);
  }

  private static void finish(MessagingClient client, int end) {
    for (int number = 0; number < end; number++) {
      Optional<MessageHandle> handle = client.findByKey("message " + number);
      String outcome =
          handle.isEmpty()
              ? "LOST"
              : handle.get().awaitReceipt(PATIENCE).outcome().getClass().getSimpleName();
      say("ended " + number + " " + outcome);
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
