package dev.interlane.pipeline;

import dev.interlane.error.IdempotencyConflictException;
import dev.interlane.message.MessageId;
import dev.interlane.spi.InstanceTerms;
import dev.interlane.spi.Instances;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.Lease;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Steering;
import dev.interlane.spi.SteeringAnswer;
import dev.interlane.spi.Tenure;
import dev.interlane.spi.TransactionalOutbox;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A journal in memory that several instances in one process share. Time does not end a tenure:
 * {@link #expire} does.
 */
final class SharedJournal extends MemoryBackedJournal implements Instances, TransactionalOutbox {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Map<MessageId, MessageRecord> waiting = new LinkedHashMap<>();
  private final Map<String, Long> places = new TreeMap<>();
  private final TreeMap<Long, Steering> asked = new TreeMap<>();
  private final TreeMap<Long, SteeringAnswer> answers = new TreeMap<>();
  private long lastAsked;
  private @Nullable Held held;

  /** Runs after a commit that kept transactions, before whoever committed hears of it. */
  volatile Runnable afterSubmissions = () -> {};

  /** Runs before whoever takes over reads what is open. */
  volatile Runnable beforeOpenMessages = () -> {};

  private final class Held implements Tenure {
    private final String name;
    private final Lease lease;
    private volatile boolean expired;
    private volatile boolean lost;

    Held(String name, Lease lease) {
      this.name = name;
      this.lease = lease;
    }

    @Override
    public Lease lease() {
      return lease;
    }

    @Override
    public boolean isHeld() {
      return !expired && !lost;
    }

    @Override
    public boolean isLost() {
      return lost;
    }

    @Override
    public void close() {
      giveUp(this);
    }
  }

  private synchronized void giveUp(Held tenure) {
    tenure.lost = true;
    if (held == tenure) {
      held = null;
    }
  }

  /** As if whoever works had said nothing for too long: it has not heard that it lost. */
  synchronized void expire() {
    if (held != null) {
      held.expired = true;
    }
  }

  /** Until this instance works. */
  synchronized void awaitHolder(String name) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (held == null || !held.name.equals(name)) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("Instance '" + name + "' did not take over within " + PATIENCE);
      }
      wait(left);
    }
  }

  // Instances.

  @Override
  public synchronized Optional<Tenure> claim(String appId, InstanceTerms terms) {
    if (held != null && held.isHeld()) {
      return Optional.empty();
    }
    if (held != null && held.name.equals(terms.name())) {
      // The one that said nothing says nothing now either.
      return Optional.empty();
    }
    if (held != null) {
      held.lost = true;
    }
    held = new Held(terms.name(), journal.acquire(appId));
    notifyAll();
    return Optional.of(held);
  }

  @Override
  public synchronized Optional<String> holder(String appId) {
    return Optional.ofNullable(held).filter(Held::isHeld).map(tenure -> tenure.name);
  }

  @Override
  public synchronized void offer(List<MessageRecord> previews) {
    for (MessageRecord preview : previews) {
      Optional<MessageId> holder =
          preview.idempotencyKey().flatMap(key -> messageByKey(preview.appId(), key));
      if (holder.isPresent() && !holder.get().equals(preview.id())) {
        throw new IdempotencyConflictException("The key belongs to " + holder.get(), "");
      }
    }
    for (MessageRecord preview : previews) {
      if (message(preview.id()).isEmpty()) {
        waiting.put(preview.id(), preview);
      }
    }
  }

  @Override
  public synchronized void keepPlace(String cursor, long position) {
    places.put(cursor, position);
  }

  @Override
  public synchronized long ask(String appId, Steering what) {
    asked.put(++lastAsked, what);
    return lastAsked;
  }

  @Override
  public synchronized Optional<SteeringAnswer> answer(long number) {
    return Optional.ofNullable(answers.remove(number));
  }

  @Override
  public synchronized boolean withdraw(long number) {
    return asked.remove(number) != null;
  }

  @Override
  public synchronized List<Steering.Asked> asked(String appId, int limit) {
    return asked.entrySet().stream()
        .map(one -> new Steering.Asked(one.getKey(), one.getValue()))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void answer(long number, SteeringAnswer answer) {
    if (asked.remove(number) != null) {
      answers.put(number, answer);
    }
  }

  // The outbox.

  @Override
  public boolean canJoin(Object transaction) {
    return false;
  }

  @Override
  public void put(MessageRecord preview, Object transaction) {
    throw new UnsupportedOperationException("There are no transactions to join");
  }

  @Override
  public synchronized List<MessageRecord> waiting(String appId, int limit) {
    return waiting.values().stream().limit(limit).toList();
  }

  @Override
  public void onArrival(Runnable hint) {
    // Polling is enough.
  }

  // The journal.

  @Override
  public Optional<Instances> instances() {
    return Optional.of(this);
  }

  @Override
  public Optional<TransactionalOutbox> outbox() {
    return Optional.of(this);
  }

  @Override
  public void commit(Lease lease, JournalBatch batch) {
    synchronized (this) {
      journal.commit(lease, batch);
      batch.messages().forEach(message -> waiting.remove(message.id()));
    }
    if (!batch.submissions().isEmpty()) {
      afterSubmissions.run();
    }
  }

  @Override
  public List<MessageRecord> openMessages(String appId, Optional<MessageId> after, int limit) {
    beforeOpenMessages.run();
    return journal.openMessages(appId, after, limit);
  }

  @Override
  public synchronized Optional<MessageRecord> message(MessageId id) {
    return journal.message(id).or(() -> Optional.ofNullable(waiting.get(id)));
  }

  @Override
  public synchronized Optional<MessageId> messageByKey(String appId, String idempotencyKey) {
    return journal
        .messageByKey(appId, idempotencyKey)
        .or(
            () ->
                waiting.values().stream()
                    .filter(message -> message.idempotencyKey().equals(Optional.of(idempotencyKey)))
                    .map(MessageRecord::id)
                    .findFirst());
  }

  @Override
  public synchronized Optional<Long> cursor(String name) {
    return Optional.ofNullable(places.get(name)).or(() -> journal.cursor(name));
  }

  @Override
  public void close() {
    // What one instance leaves is what the next one has.
  }
}
