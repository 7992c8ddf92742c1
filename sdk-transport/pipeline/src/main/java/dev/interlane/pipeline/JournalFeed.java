package dev.interlane.pipeline;

import dev.interlane.client.ReceiptFeed;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.MessageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads the event log from where a consumer is. For one thread at a time. */
final class JournalFeed implements ReceiptFeed {
  /** How many events are read, and held, at once. */
  static final int PAGE = 256;

  private static final int MAX_NAME_CHARS = 100;

  private final Answering client;
  private final String cursor;
  private final ArrayDeque<JournalEvent> page = new ArrayDeque<>();
  private long readTo;
  private long returnedTo;

  JournalFeed(Answering client, String consumer) {
    if (consumer.isBlank() || consumer.length() > MAX_NAME_CHARS) {
      throw new IllegalArgumentException(
          "A consumer's name must be 1 to "
              + MAX_NAME_CHARS
              + " characters and not blank, got '"
              + consumer
              + "'");
    }
    this.client = client;
    this.cursor = cursorName(client.appId(), consumer);
    this.readTo = client.journal().cursor(cursor).orElse(0L);
    this.returnedTo = readTo;
  }

  /** Under which name the journal keeps a consumer's place; applications may share a journal. */
  static String cursorName(String appId, String consumer) {
    return Journal.CONSUMER_CURSORS + appId + "/" + consumer;
  }

  @Override
  public Optional<Entry> next(Duration patience) {
    if (patience.isNegative()) {
      throw new IllegalArgumentException("patience must not be negative, got " + patience);
    }
    Instant deadline = client.deadline(patience);
    while (true) {
      // Asked for before reading: what is journaled in between completes it.
      CompletableFuture<Void> more = client.nextOutcomeOfAny();
      Optional<Entry> entry = read();
      if (entry.isPresent()) {
        returnedTo = entry.get().position();
        return entry;
      }
      if (!client.awaitUntil(more, deadline)) {
        return Optional.empty();
      }
    }
  }

  private Optional<Entry> read() {
    while (true) {
      if (page.isEmpty() && !turnPage()) {
        return Optional.empty();
      }
      JournalEvent event = page.remove();
      if (event.entry().event() instanceof DeliveryEvent.Concluded) {
        Optional<MessageRecord> message =
            client
                .journal()
                .message(event.message())
                .filter(record -> record.appId().equals(client.appId()));
        if (message.isPresent()) {
          return Optional.of(new Entry(event.position(), client.receipt(message.get())));
        }
      }
    }
  }

  private boolean turnPage() {
    List<JournalEvent> events = client.journal().eventsAfter(readTo, PAGE);
    if (events.isEmpty()) {
      return false;
    }
    page.addAll(events);
    readTo = events.getLast().position();
    return true;
  }

  @Override
  public void acknowledge(Entry entry) {
    if (entry.position() > returnedTo) {
      throw new IllegalArgumentException(
          "Entry " + entry.position() + " was not returned yet, the last one was " + returnedTo);
    }
    client.keepCursor(cursor, entry.position());
  }

  @Override
  public void close() {
    page.clear();
  }
}
