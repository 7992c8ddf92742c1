package dev.interlane.pipeline;

import dev.interlane.client.Explanation;
import dev.interlane.client.MessageFilter;
import dev.interlane.client.MessagePage;
import dev.interlane.client.MessageStanding;
import dev.interlane.client.MessageSummary;
import dev.interlane.client.Operator;
import dev.interlane.error.UnknownMessageException;
import dev.interlane.message.MessageId;
import dev.interlane.receipt.Actor;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a journal as operators look at it. Thread-safe. */
final class JournalView {
  private static final int PAGE = 1000;

  private final Journal journal;
  private final String appId;

  JournalView(Journal journal, String appId) {
    this.journal = journal;
    this.appId = appId;
  }

  Journal journal() {
    return journal;
  }

  String appId() {
    return appId;
  }

  MessageRecord record(MessageId id) {
    return journal
        .message(id)
        .filter(message -> message.appId().equals(appId))
        .orElseThrow(
            () ->
                new UnknownMessageException(
                    "Message " + id + " is not in the journal of '" + appId + "'",
                    "Is it another application's? Its retention may also have ended"));
  }

  MessagePage list(MessageFilter filter, Optional<MessageId> after, int limit) {
    if (limit < 1 || limit > Operator.MAX_PAGE) {
      throw new IllegalArgumentException(
          "limit must be 1 to " + Operator.MAX_PAGE + ", got " + limit);
    }
    boolean openOnly =
        !filter.standings().isEmpty()
            && filter.standings().stream().allMatch(MessageStanding::isOpen);
    List<MessageSummary> found = new ArrayList<>();
    Optional<MessageId> last = after;
    int searched = 0;
    while (true) {
      List<MessageRecord> page =
          openOnly ? journal.openMessages(appId, last, PAGE) : journal.messages(appId, last, PAGE);
      for (MessageRecord record : page) {
        MessageSummary summary = summary(record);
        last = Optional.of(record.id());
        searched++;
        if (filter.fits(summary)) {
          found.add(summary);
        }
        if (found.size() == limit || searched == Operator.MAX_SEARCHED) {
          return new MessagePage(found, last);
        }
      }
      if (page.size() < PAGE) {
        return new MessagePage(found, Optional.empty());
      }
    }
  }

  Explanation explain(MessageRecord record, Optional<String> waitsFor) {
    List<JournalEvent> events = journal.events(record.id());
    return new Explainer(record, events, submissions(record), waitsFor).explain();
  }

  /** The submissions that may still do something for the message. */
  private List<Submission> submissions(MessageRecord record) {
    String id = record.id().toString();
    return journal.openSubmissions().stream()
        .filter(
            submission ->
                record.liveIntent().filter(submission.intent().key()::equals).isPresent()
                    || submission.intent().key().contains(id))
        .toList();
  }

  static MessageSummary summary(MessageRecord record) {
    return MessageSummary.builder()
        .id(record.id())
        .standing(MessageStanding.of(record.status(), record.outcome()))
        .sender(record.envelope().sender())
        .recipient(record.envelope().recipient())
        .transport(record.transport())
        .laneSequence(record.laneSequence())
        .idempotencyKey(record.idempotencyKey())
        .acceptedAt(record.acceptedAt())
        .attempts(record.attempts())
        .reason(reason(record))
        .actor(actor(record))
        .build();
  }

  private static Optional<Actor> actor(MessageRecord record) {
    return record.outcome().isPresent()
        ? Optional.empty()
        : record.parked().map(DeliveryStatus.Parked::actor);
  }

  private static String reason(MessageRecord record) {
    return record
        .outcome()
        .map(JournalView::reason)
        .orElseGet(() -> record.parked().map(DeliveryStatus.Parked::reason).orElse(""));
  }

  private static String reason(DeliveryOutcome outcome) {
    return switch (outcome) {
      case DeliveryOutcome.Executed executed -> "finality by " + executed.rule();
      case DeliveryOutcome.Failed failed -> failed.reason();
      case DeliveryOutcome.Expired expired -> expired.reason();
      case DeliveryOutcome.Cancelled cancelled -> cancelled.reason();
      case DeliveryOutcome.Undelivered undelivered -> undelivered.reason();
      case DeliveryOutcome.Orphaned orphaned -> orphaned.reason();
    };
  }
}
