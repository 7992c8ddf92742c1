package dev.interlane.pipeline;

import dev.interlane.chain.AccountId;
import dev.interlane.error.JournalConflictException;
import dev.interlane.error.JournalFencedException;
import dev.interlane.message.Lane;
import dev.interlane.message.MessageId;
import dev.interlane.message.Ordering;
import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.Lease;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmissionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A journal in memory: it survives its client, not its process. For tests, and for messages that
 * nobody misses after a crash. Several clients may use it one after the other, as with a durable
 * journal, so closing it does nothing. Thread-safe.
 */
public final class InMemoryJournal implements Journal {
  private record LaneKey(Lane lane, Ordering ordering) {}

  private record Key(String appId, String idempotencyKey) {}

  private record Slot(AccountId account, long accountNonce) implements Comparable<Slot> {
    @Override
    public int compareTo(Slot other) {
      int byAccount = account.compareTo(other.account);
      return byAccount != 0 ? byAccount : Long.compare(accountNonce, other.accountNonce);
    }
  }

  private final Map<String, Long> epochs = new HashMap<>();
  private final TreeMap<MessageId, MessageRecord> messages = new TreeMap<>();
  private final TreeMap<MessageId, MessageRecord> open = new TreeMap<>();
  private final Map<Key, MessageId> keys = new HashMap<>();
  private final Map<LaneKey, Long> laneSequences = new HashMap<>();
  private final TreeMap<Long, JournalEvent> events = new TreeMap<>();
  private final Map<MessageId, List<JournalEvent>> eventsOfMessage = new HashMap<>();
  private final TreeMap<Slot, Submission> submissions = new TreeMap<>();
  private final TreeMap<Slot, Submission> openSubmissions = new TreeMap<>();
  private final Map<AccountId, Long> nextNonces = new HashMap<>();
  private final Map<Slot, Instant> settledAt = new HashMap<>();
  private final Map<String, Long> cursors = new HashMap<>();
  private long lastPosition;
  private Instant lastEventAt = Instant.MIN;

  /** An empty journal. */
  public InMemoryJournal() {}

  @Override
  public synchronized Lease acquire(String appId) {
    return new Lease(appId, epochs.merge(appId, 1L, Long::sum));
  }

  @Override
  public synchronized void commit(Lease lease, JournalBatch batch) {
    requireCurrent(lease);
    // Everything is checked before anything is kept.
    checkMessages(batch);
    checkSubmissions(batch);
    batch.messages().forEach(this::keep);
    batch.events().forEach(this::keep);
    batch.submissions().forEach(this::keep);
    cursors.putAll(batch.cursors());
  }

  @Override
  public synchronized Optional<MessageRecord> message(MessageId id) {
    return Optional.ofNullable(messages.get(id));
  }

  @Override
  public synchronized Optional<MessageId> messageByKey(String appId, String idempotencyKey) {
    return Optional.ofNullable(keys.get(new Key(appId, idempotencyKey)));
  }

  @Override
  public synchronized List<MessageRecord> openMessages(
      String appId, Optional<MessageId> after, int limit) {
    return page(open, appId, after, limit);
  }

  @Override
  public synchronized List<MessageRecord> messages(
      String appId, Optional<MessageId> after, int limit) {
    return page(messages, appId, after, limit);
  }

  private static List<MessageRecord> page(
      NavigableMap<MessageId, MessageRecord> all,
      String appId,
      Optional<MessageId> after,
      int limit) {
    NavigableMap<MessageId, MessageRecord> rest =
        after.isPresent() ? all.tailMap(after.get(), false) : all;
    return rest.values().stream()
        .filter(message -> message.appId().equals(appId))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized long nextLaneSequence(Lane lane, Ordering ordering) {
    return laneSequences.getOrDefault(new LaneKey(lane, ordering), 0L);
  }

  @Override
  public synchronized List<JournalEvent> events(MessageId id) {
    return List.copyOf(eventsOfMessage.getOrDefault(id, List.of()));
  }

  @Override
  public synchronized List<JournalEvent> eventsAfter(long after, int limit) {
    return events.tailMap(after, false).values().stream().limit(limit).toList();
  }

  @Override
  public synchronized List<Submission> openSubmissions() {
    return List.copyOf(openSubmissions.values());
  }

  @Override
  public synchronized long nextAccountNonce(AccountId account) {
    return nextNonces.getOrDefault(account, 0L);
  }

  @Override
  public synchronized Optional<Long> cursor(String name) {
    return Optional.ofNullable(cursors.get(name));
  }

  @Override
  public synchronized int forget(Instant restingBefore, int limit) {
    settledAt.entrySet().stream()
        .filter(slot -> slot.getValue().isBefore(restingBefore))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList()
        .forEach(
            slot -> {
              submissions.remove(slot);
              settledAt.remove(slot);
            });
    List<MessageId> old =
        messages.values().stream()
            .filter(message -> !message.isOpen() && restsSince(message).isBefore(restingBefore))
            .map(MessageRecord::id)
            .limit(limit)
            .toList();
    for (MessageId id : old) {
      messages.remove(id);
      List<JournalEvent> gone = eventsOfMessage.remove(id);
      if (gone != null) {
        gone.forEach(event -> events.remove(event.position()));
      }
    }
    return old.size();
  }

  private Instant restsSince(MessageRecord message) {
    List<JournalEvent> its = eventsOfMessage.get(message.id());
    return its == null ? message.acceptedAt() : its.getLast().entry().at();
  }

  @Override
  public void close() {
    // What the client leaves is what the next one begins with.
  }

  private void requireCurrent(Lease lease) {
    long epoch = epochs.getOrDefault(lease.appId(), 0L);
    if (epoch != lease.epoch()) {
      throw new JournalFencedException(
          "Lease " + lease.epoch() + " of '" + lease.appId() + "' is void, the newest is " + epoch,
          "Another instance has taken over; this one must stop");
    }
  }

  private void checkMessages(JournalBatch batch) {
    Map<Key, MessageId> newKeys = new HashMap<>();
    Map<LaneKey, Long> newSequences = new HashMap<>();
    for (MessageRecord message : batch.messages()) {
      MessageRecord kept = messages.get(message.id());
      if (kept != null) {
        requireVersion(message, kept.version());
        continue;
      }
      requireVersion(message, 0);
      message.idempotencyKey().ifPresent(text -> claimKey(newKeys, message, text));
      claimSequence(newSequences, message);
    }
  }

  private static void requireVersion(MessageRecord message, long version) {
    if (message.version() != version) {
      throw new JournalConflictException(
          "Message "
              + message.id()
              + " is at version "
              + version
              + " in the journal, the batch has "
              + message.version(),
          "");
    }
  }

  private void claimKey(Map<Key, MessageId> claimed, MessageRecord message, String text) {
    Key key = new Key(message.appId(), text);
    if (keys.containsKey(key) || claimed.put(key, message.id()) != null) {
      throw new JournalConflictException("Idempotency key '" + text + "' is taken", "");
    }
  }

  private void claimSequence(Map<LaneKey, Long> claimed, MessageRecord message) {
    LaneKey lane = laneKey(message);
    long next = claimed.getOrDefault(lane, laneSequences.getOrDefault(lane, 0L));
    if (message.laneSequence() < next) {
      throw new JournalConflictException(
          "Lane sequence " + message.laneSequence() + " of " + lane.lane() + " is taken", "");
    }
    claimed.put(lane, message.laneSequence() + 1);
  }

  private void checkSubmissions(JournalBatch batch) {
    for (Submission submission : batch.submissions()) {
      Submission kept = submissions.get(slot(submission));
      if (kept != null && !kept.intent().key().equals(submission.intent().key())) {
        throw new JournalConflictException(
            "Account nonce "
                + submission.accountNonce()
                + " of "
                + submission.account()
                + " is taken by '"
                + kept.intent().key()
                + "'",
            "");
      }
    }
  }

  private void keep(MessageRecord message) {
    MessageRecord next =
        MessageRecord.builder().from(message).version(message.version() + 1).build();
    messages.put(next.id(), next);
    if (next.isOpen()) {
      open.put(next.id(), next);
    } else {
      open.remove(next.id());
    }
    if (message.version() == 0) {
      next.idempotencyKey().ifPresent(text -> keys.put(new Key(next.appId(), text), next.id()));
      laneSequences.merge(laneKey(next), next.laneSequence() + 1, Math::max);
    }
  }

  private void keep(JournalEvent event) {
    JournalEvent kept = new JournalEvent(++lastPosition, event.message(), event.entry());
    events.put(kept.position(), kept);
    lastEventAt = kept.entry().at();
    eventsOfMessage.computeIfAbsent(kept.message(), id -> new ArrayList<>(8)).add(kept);
  }

  private void keep(Submission submission) {
    Slot slot = slot(submission);
    submissions.put(slot, submission);
    nextNonces.merge(slot.account(), slot.accountNonce() + 1, Math::max);
    if (submission.state() == SubmissionState.FINAL
        || submission.state() == SubmissionState.SUPERSEDED) {
      openSubmissions.remove(slot);
      settledAt.put(slot, lastEventAt);
    } else {
      openSubmissions.put(slot, submission);
      settledAt.remove(slot);
    }
  }

  private static Slot slot(Submission submission) {
    return new Slot(submission.account(), submission.accountNonce());
  }

  private static LaneKey laneKey(MessageRecord message) {
    return new LaneKey(message.envelope().lane(), message.envelope().ordering());
  }
}
