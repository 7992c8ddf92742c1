package dev.interlane.pipeline;

import dev.interlane.chain.AccountId;
import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.TimelineEntry;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.Submission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a turn changes, until it is journaled; then what it does about it. */
final class TurnBatch {
  private record Slot(AccountId account, long accountNonce) {}

  private final Map<MessageId, Tracked> messages = new LinkedHashMap<>();
  private final List<JournalEvent> events = new ArrayList<>();
  private final Map<Slot, Submission> submissions = new LinkedHashMap<>();
  private final TreeMap<String, Long> cursors = new TreeMap<>();
  private final List<Acceptance> acceptances = new ArrayList<>();
  private final List<Runnable> afterwards = new ArrayList<>();
  private int accepted;

  /** The message changed. */
  void changed(Tracked message) {
    messages.put(message.id(), message);
  }

  /** The message changed by this event. */
  void changed(Tracked message, TimelineEntry entry) {
    changed(message);
    events.add(JournalEvent.of(message.id(), entry));
  }

  /** The submission is new or changed. */
  void changed(Submission submission) {
    submissions.put(new Slot(submission.account(), submission.accountNonce()), submission);
  }

  /** A position to keep with the next commit. */
  void cursor(String name, long position) {
    cursors.put(name, position);
  }

  /** The acceptance's new messages are part of this batch. */
  void accepted(Acceptance acceptance) {
    acceptances.add(acceptance);
    accepted += acceptance.accepted().size();
  }

  /** Runs once the batch is journaled, in order. */
  void afterwards(Runnable action) {
    afterwards.add(action);
  }

  /** Takes acceptances out again, with everything that belongs to their messages. */
  void withdraw(List<Acceptance> which) {
    Set<MessageId> gone = new HashSet<>();
    which.forEach(acceptance -> acceptance.accepted().forEach(message -> gone.add(message.id())));
    messages.keySet().removeAll(gone);
    events.removeIf(event -> gone.contains(event.message()));
    acceptances.removeAll(which);
    accepted -= gone.size();
  }

  boolean isEmpty() {
    return messages.isEmpty() && events.isEmpty() && submissions.isEmpty() && cursors.isEmpty();
  }

  /** Whether there is anything to journal or to do. */
  boolean hasWork() {
    return !isEmpty() || !afterwards.isEmpty() || !acceptances.isEmpty();
  }

  int acceptedCount() {
    return accepted;
  }

  List<Acceptance> acceptances() {
    return acceptances;
  }

  boolean hasOutcome() {
    return events.stream()
        .anyMatch(event -> event.entry().event() instanceof DeliveryEvent.Concluded);
  }

  List<JournalEvent> events() {
    return events;
  }

  Iterable<Tracked> messages() {
    return messages.values();
  }

  Tracked message(MessageId id) {
    Tracked message = messages.get(id);
    if (message == null) {
      throw new IllegalStateException("Message " + id + " has an event but did not change");
    }
    return message;
  }

  List<Runnable> afterwards() {
    return afterwards;
  }

  JournalBatch toJournal() {
    JournalBatch.Builder batch = JournalBatch.builder();
    messages.values().forEach(message -> batch.addMessages(message.record));
    return batch.events(events).submissions(submissions.values()).cursors(cursors).build();
  }

  /** Each message is one version on. */
  void kept() {
    messages.values().forEach(Tracked::kept);
  }
}
