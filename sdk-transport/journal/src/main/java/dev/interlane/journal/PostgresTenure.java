package dev.interlane.journal;

import dev.interlane.error.MessagingException;
import dev.interlane.spi.InstanceTerms;
import dev.interlane.spi.Lease;
import dev.interlane.spi.Tenure;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A tenure and the thread that keeps it up. Thread-safe. */
final class PostgresTenure implements Tenure {
  /** Which part of the takeover bound is left unused here, for clocks that differ in speed. */
  private static final int GUARD = 8;

  private static final Logger LOG = LoggerFactory.getLogger(PostgresTenure.class);

  private final PostgresParts parts;
  private final Lease lease;
  private final InstanceTerms terms;
  private final Duration trusted;
  private final Semaphore end = new Semaphore(0);
  private final Thread thread;
  private volatile long heldUntil;
  private volatile boolean lost;

  private PostgresTenure(PostgresParts parts, Lease lease, InstanceTerms terms, long asked) {
    this.parts = parts;
    this.lease = lease;
    this.terms = terms;
    this.trusted = terms.takeover().minus(terms.takeover().dividedBy(GUARD));
    this.heldUntil = asked + trusted.toNanos();
    this.thread = JournalThreads.tenure(this::keepUp);
  }

  static PostgresTenure begin(PostgresParts parts, Lease lease, InstanceTerms terms, long asked) {
    PostgresTenure tenure = new PostgresTenure(parts, lease, terms, asked);
    tenure.thread.start();
    return tenure;
  }

  /** Nanoseconds of a clock that nobody sets, and that goes on while the process is stopped. */
  static long now() {
    return System.nanoTime();
  }

  @Override
  public Lease lease() {
    return lease;
  }

  @Override
  public boolean isHeld() {
    return !lost && heldUntil - now() > 0;
  }

  @Override
  public boolean isLost() {
    return lost;
  }

  private void keepUp() {
    while (!lost && !isEnded()) {
      try {
        renew();
      } catch (MessagingException away) {
        LOG.warn("A heartbeat of '{}' failed, again soon: {}", terms.name(), away.getMessage());
      } catch (RuntimeException | Error broken) {
        // A tenure that nobody renews and nobody calls lost would stop the work for good.
        lost = true;
        LOG.error("Instance '{}' cannot keep its tenure, and gives it up", terms.name(), broken);
      }
    }
  }

  private void renew() {
    // Taken before the question: the database counts from when it gets it, which is later.
    long asked = now();
    int ours =
        parts
            .connections()
            .read(
                to ->
                    to.update(
                        parts.own().renewTenure(),
                        row -> {
                          row.setLong(1, terms.takeover().toMillis());
                          row.setString(2, lease.appId());
                          row.setLong(3, lease.epoch());
                        }));
    if (ours == 1) {
      heldUntil = asked + trusted.toNanos();
    } else {
      lost = true;
      LOG.warn(
          "Another instance has taken over the work of '{}' from '{}'",
          lease.appId(),
          terms.name());
    }
  }

  /** Waits until the next heartbeat; whether the tenure was closed meanwhile. */
  private boolean isEnded() {
    try {
      return end.tryAcquire(terms.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException nobodyElseHasThisThread) {
      return true;
    }
  }

  @Override
  public void close() {
    end.release();
    JournalThreads.awaitEnd(thread);
    if (!lost) {
      lost = true;
      giveUp();
    }
  }

  private void giveUp() {
    try {
      parts
          .connections()
          .read(
              to ->
                  to.update(
                      parts.own().endTenure(),
                      row -> {
                        row.setString(1, lease.appId());
                        row.setLong(2, lease.epoch());
                      }));
    } catch (MessagingException away) {
      LOG.warn(
          "The work of '{}' is taken over once its time is up: {}",
          lease.appId(),
          away.getMessage());
    }
  }
}
