package dev.interlane.testkit.crash;

import dev.interlane.spi.Chain;
import dev.interlane.spi.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Kills a client at one of its boundaries: a commit to the journal, or a transaction handed to a
 * chain. These are the only moments at which a client changes anything outside of itself, so dying
 * before and after each of them is dying everywhere. Boundaries are numbered from zero in the order
 * the client comes to them; on a simulated network that order is the same in every run.
 *
 * <pre>{@code
 * CrashPoint point = CrashPoint.before(7);
 * MessagingClient client =
 *     Interlane.builder()
 *         .journal(point.over(journal))
 *         .chain(point.over(network.connect(network.origin())))
 *         ...
 * }</pre>
 *
 * <p>A client that is dead does nothing any more: whatever it tries at a later boundary fails
 * without an effect. Its callers get a {@code ClientClosedException}. Serves one client;
 * thread-safe.
 */
public final class CrashPoint {
  private static final int NEVER = -1;

  private final int number;
  private final boolean afterwards;
  private final List<String> passed = new ArrayList<>();
  private boolean dead;

  private CrashPoint(int number, boolean afterwards) {
    this.number = number;
    this.afterwards = afterwards;
  }

  /** No crash; {@link #passed} tells which boundaries there are. */
  public static CrashPoint none() {
    return new CrashPoint(NEVER, false);
  }

  /** Dies when it comes to this boundary, before anything is written or sent. */
  public static CrashPoint before(int boundary) {
    return new CrashPoint(notNegative(boundary), false);
  }

  /** Dies at this boundary when it is written or sent, before the client learns of it. */
  public static CrashPoint after(int boundary) {
    return new CrashPoint(notNegative(boundary), true);
  }

  private static int notNegative(int boundary) {
    if (boundary < 0) {
      throw new IllegalArgumentException("A boundary is 0 or more, got " + boundary);
    }
    return boundary;
  }

  /** The journal as the client shall get it. */
  public Journal over(Journal journal) {
    return new CrashingJournal(journal, this);
  }

  /** A chain as the client shall get it. */
  public Chain over(Chain chain) {
    return new CrashingChain(chain, this);
  }

  /** The boundaries the client came to, in order, in words. */
  public synchronized List<String> passed() {
    return List.copyOf(passed);
  }

  /** Whether the client is dead. */
  public synchronized boolean struck() {
    return dead;
  }

  /** Does what lies at the client's next boundary, if it lives to do so. */
  synchronized <T> T cross(String what, Supplier<T> effect) {
    if (dead) {
      throw new Killed(what);
    }
    boolean here = passed.size() == number;
    passed.add(what);
    if (here && !afterwards) {
      dead = true;
      throw new Killed(what);
    }
    T result = effect.get();
    if (here) {
      dead = true;
      throw new Killed(what);
    }
    return result;
  }

  @Override
  public String toString() {
    return number == NEVER ? "no crash" : (afterwards ? "after" : "before") + " boundary " + number;
  }

  /** An error and no exception: nothing in the client may take it for trouble and go on. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(String what) {
      super("killed at: " + what, null, false, false);
    }
  }
}
