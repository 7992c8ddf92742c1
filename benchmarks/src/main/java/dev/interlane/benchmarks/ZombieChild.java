package dev.interlane.benchmarks;

import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.journal.PostgresJournal;
import dev.interlane.journal.PostgresJournalOptions;
import dev.interlane.spi.InstanceTerms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An instance that is stopped and killed. It sends a message for each line of its standard input,
 * whose text is the message's number, and says {@code acked <number> <id>} once {@code send} has
 * returned. It ends with its input.
 */
final class ZombieChild {
  /** What a small heap holds; what is beyond it waits in the database. */
  private static final int MAX_IN_FLIGHT = 5_000;

  private ZombieChild() {}

  /** Takes: name, JDBC URL, what the chains are. */
  public static void main(String[] arguments) throws IOException {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
    ChildChains chains = ChildChains.of(List.of(arguments).subList(2, arguments.length));
    PostgresJournal journal =
        PostgresJournal.connect(arguments[1], PostgresJournalOptions.builder().build());
    try (MessagingClient client =
            chains
                .client(journal)
                .maxInFlight(MAX_IN_FLIGHT)
                .instance(
                    new InstanceTerms(arguments[0], ZombieLoop.HEARTBEAT, ZombieLoop.TAKEOVER))
                .build();
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println("ready");
      String order;
      while ((order = orders.readLine()) != null) {
        int number = Integer.parseInt(order);
        MessageHandle handle =
            client.send(
                chains.message(number, ZombieLoop.ORDERED_EVERY),
                SendOptions.idempotencyKey("message " + number));
        System.out.println("acked " + number + " " + handle.id());
        System.out.flush();
      }
    }
  }
}
