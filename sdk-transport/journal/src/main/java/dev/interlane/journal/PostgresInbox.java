package dev.interlane.journal;

import dev.interlane.message.MessageId;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.MessageRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Hands each executed message to the application once, in the transaction in which the application
 * does what it does about it: both happen, or neither. Made by {@link PostgresJournal#inbox}.
 *
 * <pre>{@code
 * PostgresInbox inbox = journal.inbox("ledger");
 * while (running) {
 *   if (inbox.take(100, (message, connection) -> ledger.credit(connection, message.id())) == 0) {
 *     waitALittle();
 *   }
 * }
 * }</pre>
 *
 * <p>Messages come in the order in which they were executed finally, one at a time per consumer,
 * however many instances and threads take. Thread-safe.
 */
public final class PostgresInbox {
  /** Events that are looked at in one transaction when none of them is for the application. */
  private static final int LOOKED_AT = 200;

  private final String consumer;
  private final PostgresParts parts;

  PostgresInbox(String consumer, PostgresParts parts) {
    this.consumer = consumer;
    this.parts = parts;
    parts
        .connections()
        .transact(to -> to.update(parts.own().addConsumer(), row -> row.setString(1, consumer)));
  }

  /** What the application does about an executed message. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Does it, in this transaction.
     *
     * @param message the message as the journal has it now
     * @param connection the transaction; not to be committed, rolled back or closed here
     * @throws SQLException if it cannot be done now: everything is rolled back
     */
    void handle(MessageRecord message, Connection connection) throws SQLException;
  }

  /**
   * Hands over messages that this consumer has not had, each in a transaction of its own.
   *
   * @param limit how many at most
   * @return how many; fewer than {@code limit} means that there are no more now
   * @throws dev.interlane.error.JournalUnavailableException if the database, or a handler on it,
   *     failed; the message is handed over again by the next call. What else a handler throws comes
   *     out as it is, and the message is handed over again as well
   */
  public int take(int limit, Handler handler) {
    int taken = 0;
    Optional<Boolean> more = Optional.of(true);
    while (taken < limit && more.isPresent()) {
      more = parts.connections().transactUnbounded(to -> next(to, handler));
      taken += more.orElse(false) ? 1 : 0;
    }
    return taken;
  }

  /** Whether a message was handed over; empty at the end of the log. */
  private Optional<Boolean> next(Statements to, Handler handler) throws SQLException {
    long position =
        to.first(
                parts.own().lockConsumer(),
                row -> row.setString(1, consumer),
                row -> row.getLong(1))
            .orElseThrow(() -> new SQLException("Consumer '" + consumer + "' was removed"));
    List<JournalEvent> events = concludedAfter(to, position);
    OptionalLong last = OptionalLong.empty();
    boolean handed = false;
    for (JournalEvent event : events) {
      last = OptionalLong.of(event.position());
      if (isExecuted(event) && isNew(to, event.message())) {
        Optional<MessageRecord> message = parts.reads().message(to, event.message());
        if (message.isPresent()) {
          handler.handle(message.get(), to.connection());
          handed = true;
          break;
        }
      }
    }
    if (last.isEmpty()) {
      return Optional.empty();
    }
    move(to, last.getAsLong());
    return Optional.of(handed);
  }

  private List<JournalEvent> concludedAfter(Statements to, long position) throws SQLException {
    return to.list(
        parts.own().concludedAfter(),
        row -> {
          row.setLong(1, position);
          row.setInt(2, LOOKED_AT);
        },
        parts.reads()::readEvent);
  }

  private static boolean isExecuted(JournalEvent event) {
    return event.entry().event() instanceof DeliveryEvent.Concluded concluded
        && concluded.outcome() instanceof DeliveryOutcome.Executed;
  }

  private boolean isNew(Statements to, MessageId message) throws SQLException {
    Bytes32 id = message.value();
    return to.update(
            parts.own().putInbox(),
            row -> {
              row.setString(1, consumer);
              row.setBytes(2, id.toArray());
            })
        == 1;
  }

  private void move(Statements to, long position) throws SQLException {
    to.update(
        parts.own().moveConsumer(),
        row -> {
          row.setLong(1, position);
          row.setString(2, consumer);
        });
  }
}
