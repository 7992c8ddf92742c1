package dev.interlane.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers of a chain that are good for a while, so that a thousand messages do not ask a thousand
 * times. A load runs outside of the lock: two threads may both load, and the later one stays.
 * Thread-safe.
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

  /** Keeps each answer this long. */
  public Remembered(InstantSource clock, Duration lifetime) {
    this.clock = clock;
    this.lifetime = lifetime;
  }

  /** The answer, asked for when there is none that is good. */
  public V get(K key, Function<K, V> load) {
    return find(key)
        .orElseGet(
            () -> {
              V fresh = load.apply(key);
              put(key, fresh);
              return fresh;
            });
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
