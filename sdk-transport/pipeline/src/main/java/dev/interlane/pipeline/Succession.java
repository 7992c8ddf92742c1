package dev.interlane.pipeline;

import dev.interlane.client.CloseMode;
import dev.interlane.client.MessagingClient;
import dev.interlane.error.JournalFencedException;
import dev.interlane.spi.InstanceTerms;
import dev.interlane.spi.Instances;
import dev.interlane.spi.Tenure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the work of an application over when no instance has it, and lets it go when another one
 * has. Thread-safe.
 */
final class Succession {
  private static final Logger LOG = LoggerFactory.getLogger(Succession.class);

  private final String appId;
  private final Instances instances;
  private final InstanceTerms terms;
  private final LoopDriver time;
  private final Function<Tenure, PipelineClient> worker;
  private final CompletableFuture<Void> closing = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile @Nullable Term term;

  /** A tenure and the client that works in it. */
  private record Term(Tenure tenure, PipelineClient client) {
    boolean isOver() {
      return tenure.isLost() || client.isStopped();
    }
  }

  /** Whose work it is, and how it is held. */
  record Claim(String appId, Instances instances, InstanceTerms terms) {}

  /**
   * Not begun yet.
   *
   * @param worker makes a client that works under a tenure's lease
   */
  Succession(Claim claim, LoopDriver time, Function<Tenure, PipelineClient> worker) {
    this.appId = claim.appId();
    this.instances = claim.instances();
    this.terms = claim.terms();
    this.time = time;
    this.worker = worker;
  }

  void begin() {
    time.tasks().execute(this::run);
  }

  /** The client that works in this process, if this instance has the work. */
  Optional<PipelineClient> working() {
    return Optional.ofNullable(term).filter(now -> !now.isOver()).map(Term::client);
  }

  /** The instance that has the work now, in whichever process. */
  Optional<String> holder() {
    return instances.holder(appId);
  }

  private void run() {
    try {
      boolean goOn = true;
      while (goOn) {
        goOn = !isClosingWithin(turn());
      }
    } finally {
      ended.complete(null);
    }
  }

  /** Does what is due, and says how long to wait. */
  private Duration turn() {
    Duration soon = terms.heartbeat().dividedBy(2);
    try {
      Term now = term;
      if (now == null) {
        takeOver();
      } else if (now.isOver()) {
        letGo(now);
        // Whatever stopped it here may not stop another one: that one first.
        return terms.heartbeat();
      }
      return soon;
    } catch (RuntimeException | Error failure) {
      // Also an error, out of memory say: an instance that gave up for good would tell nobody.
      LOG.warn(
          "Instance '{}' cannot work for '{}' now, trying again", terms.name(), appId, failure);
      return terms.heartbeat();
    }
  }

  private void takeOver() {
    Optional<Tenure> claimed = instances.claim(appId, terms);
    if (claimed.isEmpty()) {
      return;
    }
    Tenure tenure = claimed.get();
    try {
      term = new Term(tenure, worker.apply(tenure));
      LOG.info(
          "Instance '{}' works for '{}', epoch {}", terms.name(), appId, tenure.lease().epoch());
    } catch (RuntimeException | Error failed) {
      tenure.close();
      throw failed;
    }
  }

  private void letGo(Term now) {
    LOG.info("Instance '{}' stands by for '{}'", terms.name(), appId);
    if (now.tenure().isLost()) {
      now.client()
          .fence(new JournalFencedException("Another instance has taken over", "It goes on there"));
    }
    term = null;
    now.client().close(CloseMode.ABANDON, MessagingClient.CLOSE_BOUND);
    now.tenure().close();
  }

  private boolean isClosingWithin(Duration pause) {
    try {
      time.await(closing, pause);
      return true;
    } catch (TimeoutException goOn) {
      return false;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /**
   * Stops working, then gives the work up.
   *
   * @return how many messages this instance worked on that had not ended
   */
  int close(CloseMode mode, Duration bound) {
    closing.complete(null);
    awaitEnd(bound);
    Term last = term;
    term = null;
    if (last == null) {
      return 0;
    }
    int left = last.client().close(mode, bound);
    last.tenure().close();
    return left;
  }

  private void awaitEnd(Duration bound) {
    try {
      time.await(ended, bound);
    } catch (TimeoutException late) {
      LOG.warn("Instance '{}' is still taking over while it is closed", terms.name());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
