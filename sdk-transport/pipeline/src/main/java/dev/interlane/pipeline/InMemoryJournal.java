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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A journal in memory: it survives its client, not its process. For tests, and for messages that
 * nobody misses after a crash. Several clients may use it one after the other, as with a durable
 * journal, so closing it does nothing. Thread-safe.
 *
 * <p>Its memory is bounded: of the messages that came to rest only the newest are kept, with their
 * events and transactions. Their idempotency keys, some 200 bytes each, are kept for ever, and
 * events that a consumer has yet to read ({@link #CONSUMER_CURSORS}) keep their message.
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

  /** How many messages at rest are kept unless it is said otherwise. */
  public static final int DEFAULT_KEPT_AT_REST = 10_000;

  /** About how many transactions a message takes. */
  private static final int SUBMISSIONS_PER_MESSAGE = 2;

  private final int keptAtRest;
  private final Map<String, Long> epochs = new HashMap<>();
  private final TreeMap<MessageId, MessageRecord> messages = new TreeMap<>();
  private final TreeMap<MessageId, MessageRecord> open = new TreeMap<>();
  private final Map<Key, MessageId> keys = new HashMap<>();
  private final Map<LaneKey, Long> laneSequences = new HashMap<>();
  private final ArrayDeque<MessageId> atRest = new ArrayDeque<>();
  private final TreeMap<Long, JournalEvent> events = new TreeMap<>();
  private final Map<MessageId, List<JournalEvent>> eventsOfMessage = new HashMap<>();
  private final TreeMap<Slot, Submission> submissions = new TreeMap<>();
  private final TreeMap<Slot, Submission> openSubmissions = new TreeMap<>();
  private final Map<AccountId, Long> nextNonces = new HashMap<>();
  private final LinkedHashMap<Slot, Instant> settledAt = new LinkedHashMap<>();
  private final TreeMap<String, Long> cursors = new TreeMap<>();
  private long lastPosition;
  private Instant lastEventAt = Instant.MIN;

  /** An empty journal that keeps the newest {@link #DEFAULT_KEPT_AT_REST} messages at rest. */
  public InMemoryJournal() {
    this(DEFAULT_KEPT_AT_REST);
  }

  private InMemoryJournal(int keptAtRest) {
    this.keptAtRest = keptAtRest;
  }

  /**
   * An empty journal that keeps the newest messages at rest.
   *
   * @param messages how many, zero or more
   */
  public static InMemoryJournal keepingAtRest(int messages) {
    if (messages < 0) {
      throw new IllegalArgumentException("messages must not be negative, got " + messages);
    }
    return new InMemoryJournal(messages);
  }

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
    forgetOldest();
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
    old.forEach(this::forget);
    atRest.removeAll(old);
    return old.size();
  }

  private void forgetOldest() {
    while (atRest.size() > keptAtRest && isReadByAll(atRest.element())) {
      forget(atRest.remove());
    }
    while (settledAt.size() > SUBMISSIONS_PER_MESSAGE * keptAtRest) {
      submissions.remove(settledAt.pollFirstEntry().getKey());
    }
  }

  private void forget(MessageId id) {
    messages.remove(id);
    List<JournalEvent> gone = eventsOfMessage.remove(id);
    if (gone != null) {
      gone.forEach(event -> events.remove(event.position()));
    }
  }

  private boolean isReadByAll(MessageId id) {
    List<JournalEvent> its = eventsOfMessage.get(id);
    return its == null
        || cursors.tailMap(CONSUMER_CURSORS).entrySet().stream()
            .takeWhile(cursor -> cursor.getKey().startsWith(CONSUMER_CURSORS))
            .allMatch(cursor -> cursor.getValue() >= its.getLast().position());
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
      if (kept != null && kept.attempts().size() > submission.attempts().size()) {
        throw new JournalConflictException(
            "Account nonce "
                + submission.accountNonce()
                + " of "
                + submission.account()
                + " has more signed attempts than the batch",
            "");
      }
    }
  }

  private void keep(MessageRecord message) {
    MessageRecord next =
        MessageRecord.builder().from(message).version(message.version() + 1).build();
    MessageRecord before = messages.put(next.id(), next);
    if (next.isOpen()) {
      open.put(next.id(), next);
    } else {
      open.remove(next.id());
      if (before == null || before.isOpen()) {
        atRest.add(next.id());
      }
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
