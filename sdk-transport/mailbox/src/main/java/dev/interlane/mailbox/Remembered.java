package dev.interlane.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Answers of a chain that are good for a while, so that a thousand messages do not ask a thousand
 * times, not even when they all find the answer gone in one moment: whoever asks while it is being
 * asked for waits for that. A load runs outside of the lock. Thread-safe.
 */
public final class Remembered<K, V> {
  /** How many answers are kept; the oldest goes first. */
  static final int MAX_ENTRIES = 10_000;

  private final InstantSource clock;
  private final Duration lifetime;
  private final Map<K, Answer<V>> entries =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Answer<V>> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  private final ConcurrentMap<K, CompletableFuture<V>> loading = new ConcurrentHashMap<>();

  /** Keeps each answer this long. */
  public Remembered(InstantSource clock, Duration lifetime) {
    this.clock = clock;
    this.lifetime = lifetime;
  }

  /** The answer, asked for when there is none that is good. */
  public V get(K key, Function<K, V> load) {
    return get(key, load, answer -> true);
  }

  /**
   * The answer, asked for when there is none that is good.
   *
   * @param holds whether an answer is good for others and for a while; one that is not is given to
   *     nobody but the one who asked
   */
  public V get(K key, Function<K, V> load, Predicate<V> holds) {
    Optional<V> known = find(key);
    if (known.isPresent()) {
      return known.get();
    }
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> others = loading.putIfAbsent(key, mine);
    return others == null
        ? load(key, load, holds, mine)
        : shared(others).filter(holds).orElseGet(() -> load.apply(key));
  }

  private V load(K key, Function<K, V> load, Predicate<V> holds, CompletableFuture<V> mine) {
    try {
      // Kept between our look and our turn.
      Optional<V> known = find(key);
      V fresh = known.isPresent() ? known.get() : load.apply(key);
      if (known.isEmpty() && holds.test(fresh)) {
        put(key, fresh);
      }
      mine.complete(fresh);
      return fresh;
    } finally {
      loading.remove(key, mine);
      // Whoever waits for an answer that did not come asks for itself.
      mine.cancel(false);
    }
  }

  private static <V> Optional<V> shared(CompletableFuture<V> others) {
    try {
      return Optional.of(others.get());
    } catch (ExecutionException | CancellationException none) {
      return Optional.empty();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The answer, if there is one that is good. */
  public Optional<V> find(K key) {
    Instant now = clock.instant();
    synchronized (entries) {
      Answer<V> known = entries.get(key);
      return known != null && now.isBefore(known.until())
          ? Optional.of(known.value())
          : Optional.empty();
    }
  }

  /** Keeps an answer. */
  public void put(K key, V value) {
    Instant until = clock.instant().plus(lifetime);
    synchronized (entries) {
      entries.put(key, new Answer<>(value, until));
    }
  }

  /** Has the next one ask anew. */
  public void forget(K key) {
    synchronized (entries) {
      entries.remove(key);
    }
  }

  private record Answer<V>(V value, Instant until) {}
}
