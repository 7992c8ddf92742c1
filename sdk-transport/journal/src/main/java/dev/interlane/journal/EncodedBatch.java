package dev.interlane.journal;

import dev.interlane.message.Lane;
import dev.interlane.message.MessageId;
import dev.interlane.message.Ordering;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmissionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A batch as rows, made on the caller's thread so that the one that writes only writes.
 *
 * @param lastEventMs when the newest event happened, in milliseconds since 1970; empty without any
 */
record EncodedBatch(
    List<MessageRow> messages,
    List<EventRow> events,
    List<SubmissionRow> submissions,
    Map<String, Long> cursors,
    OptionalLong lastEventMs) {

  /**
   * A message, new or changed.
   *
   * @param restsSinceMs when it came to rest; empty while it is open
   * @param laneId of a new message; hashed here, and not by the thread that writes
   */
  record MessageRow(MessageRecord message, String json, OptionalLong restsSinceMs, Bytes32 laneId) {
    boolean isNew() {
      return message.version() == 0;
    }

    byte[] id() {
      return message.id().value().toArray();
    }

    Lane lane() {
      return message.envelope().lane();
    }

    int ordering() {
      return number(message.envelope().ordering());
    }

    String status() {
      return name(message.status());
    }

    Optional<String> outcome() {
      return message.outcome().map(EncodedBatch::name);
    }
  }

  /** An event; its position is given by the journal. */
  record EventRow(MessageId message, long atMs, String kind, String json) {}

  /** A submission, new or changed. */
  record SubmissionRow(Submission submission, String account, String json) {
    boolean isSettled() {
      return submission.state() == SubmissionState.FINAL
          || submission.state() == SubmissionState.SUPERSEDED;
    }
  }

  /** How many rows are written, about. */
  int rows() {
    return messages.size() + events.size() + submissions.size() + cursors.size();
  }

  static EncodedBatch of(JournalBatch batch, RecordForm form) {
    Map<MessageId, Instant> lastEvents = new HashMap<>();
    List<EventRow> events = new ArrayList<>(batch.events().size());
    OptionalLong newest = OptionalLong.empty();
    for (JournalEvent event : batch.events()) {
      Instant at = event.entry().at();
      lastEvents.put(event.message(), at);
      newest = OptionalLong.of(at.toEpochMilli());
      events.add(
          new EventRow(
              event.message(),
              at.toEpochMilli(),
              name(event.entry().event()),
              form.entry(event.entry())));
    }
    List<MessageRow> messages = new ArrayList<>(batch.messages().size());
    for (MessageRecord message : batch.messages()) {
      OptionalLong rests = OptionalLong.empty();
      if (!message.isOpen()) {
        Instant at = lastEvents.getOrDefault(message.id(), message.acceptedAt());
        rests = OptionalLong.of(at.toEpochMilli());
      }
      messages.add(
          new MessageRow(
              message,
              form.message(message),
              rests,
              message.version() == 0 ? message.envelope().lane().id() : Bytes32.ZERO));
    }
    List<SubmissionRow> submissions = new ArrayList<>(batch.submissions().size());
    for (Submission submission : batch.submissions()) {
      submissions.add(
          new SubmissionRow(
              submission, RecordForm.key(submission.account()), form.submission(submission)));
    }
    return new EncodedBatch(messages, events, submissions, batch.cursors(), newest);
  }

  static int number(Ordering ordering) {
    return switch (ordering) {
      case UNORDERED -> 0;
      case ORDERED -> 1;
    };
  }

  private static String name(DeliveryStatus status) {
    return switch (status) {
      case DeliveryStatus.Accepted s -> "ACCEPTED";
      case DeliveryStatus.Dispatched s -> "DISPATCHED";
      case DeliveryStatus.Proven s -> "PROVEN";
      case DeliveryStatus.Delivered s -> "DELIVERED";
      case DeliveryStatus.Parked s -> "PARKED";
    };
  }

  private static String name(DeliveryOutcome outcome) {
    return switch (outcome) {
      case DeliveryOutcome.Executed o -> "EXECUTED";
      case DeliveryOutcome.Failed o -> "FAILED";
      case DeliveryOutcome.Expired o -> "EXPIRED";
      case DeliveryOutcome.Cancelled o -> "CANCELLED";
      case DeliveryOutcome.Undelivered o -> "UNDELIVERED";
      case DeliveryOutcome.Orphaned o -> "ORPHANED";
    };
  }

  /** The event's name in capitals, such as {@code DISPATCH_INCLUDED}. */
  private static String name(DeliveryEvent event) {
    return event
        .getClass()
        .getSimpleName()
        .replaceAll("(?<!^)([A-Z])", "_$1")
        .toUpperCase(Locale.ROOT);
  }
}
