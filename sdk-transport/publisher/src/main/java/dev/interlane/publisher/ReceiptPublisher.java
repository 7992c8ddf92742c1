package dev.interlane.publisher;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.ReceiptFeed;
import dev.interlane.error.AwaitInterruptedException;
import dev.interlane.error.ClientClosedException;
import dev.interlane.error.MessagingException;
import dev.interlane.publisher.PublisherOptions.OnRefusal;
import dev.interlane.publisher.SinkAnswer.Accepted;
import dev.interlane.publisher.SinkAnswer.Refused;
import dev.interlane.publisher.SinkAnswer.Unavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands every outcome of a client out to a sink, in the order of the log. At least once: the place
 * in the log is kept in the journal after the sink has accepted, so a crash in between hands the
 * same receipt out again, under the same key. Client and sink stay the caller's.
 *
 * <pre>{@code
 * ReceiptPublisher publisher =
 *     ReceiptPublisher.of(client, WebhookSink.to(options), PublisherOptions.consumer("billing"));
 * Thread.ofVirtual().start(publisher);
 * }</pre>
 *
 * <p>It has no thread of its own: {@link #run} works until it is closed, its client is closed or
 * its thread is interrupted. Over a journal that several instances share, one publisher per
 * consumer name may run at a time, in whichever instance. Thread-safe.
 */
public final class ReceiptPublisher implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiptPublisher.class);

  /** How long one look at the log waits; an interruption ends it sooner. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final double JITTER = 0.2;

  /** By a negative pause the retry policy takes its own, which grows. */
  private static final Duration GROWING = Duration.ofNanos(-1);

  private final MessagingClient client;
  private final ReceiptSink sink;
  private final PublisherOptions options;
  private final RetryPolicy<SinkAnswer> retry;
  private final ReentrantLock working = new ReentrantLock();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Object guard = new Object();
  private @Nullable Thread worker;
  private volatile String trouble = "";

  private ReceiptPublisher(MessagingClient client, ReceiptSink sink, PublisherOptions options) {
    this.client = client;
    this.sink = sink;
    this.options = options;
    this.retry =
        RetryPolicy.<SinkAnswer>builder()
            .handleResultIf(this::isToBeAskedAgain)
            .withBackoff(options.firstPause(), options.longestPause())
            .withDelayFn(context -> pauseAfter(context.getLastResult()))
            .withJitter(JITTER)
            .withMaxRetries(-1)
            .abortIf((answer, failure) -> isEnding())
            .build();
  }

  /** A publisher that has not begun. */
  public static ReceiptPublisher of(
      MessagingClient client, ReceiptSink sink, PublisherOptions options) {
    return new ReceiptPublisher(client, sink, options);
  }

  /** Hands receipts out until it is closed, its client is closed or the thread is interrupted. */
  @Override
  public void run() {
    try {
      while (!isEnding()) {
        publishOrPause();
      }
    } catch (ClientClosedException | AwaitInterruptedException end) {
      LOG.info("Consumer '{}' ends: {}", options.consumer(), end.getMessage());
    }
  }

  private void publishOrPause() {
    try {
      publish(PATIENCE);
    } catch (ClientClosedException | AwaitInterruptedException end) {
      throw end;
    } catch (MessagingException away) {
      // The place could not be read or kept: from the kept one again, after a pause.
      fail("the journal: " + away.getMessage());
      pause();
    }
  }

  private void pause() {
    try {
      var unused = closing.await(options.longestPause().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Hands out what there is, then returns. One that the sink does not take holds up those after it,
   * and this call, until it is taken or the publisher is closed.
   *
   * @param patience how long to wait for the first one
   * @return how many were handed out
   * @throws ClientClosedException if the client is closed
   * @throws AwaitInterruptedException if the thread was interrupted while it waited for a receipt
   * @throws MessagingException if the journal could not be read, or could not keep the place
   */
  public int publish(Duration patience) {
    working.lock();
    try (ReceiptFeed feed = client.receipts(options.consumer())) {
      begin();
      int published = 0;
      Optional<ReceiptFeed.Entry> entry = isEnding() ? Optional.empty() : feed.next(patience);
      while (entry.isPresent() && isDone(Publication.of(entry.get()))) {
        feed.acknowledge(entry.get());
        published++;
        entry = isEnding() ? Optional.empty() : feed.next(Duration.ZERO);
      }
      return published;
    } finally {
      end();
      working.unlock();
    }
  }

  private void begin() {
    synchronized (guard) {
      worker = Thread.currentThread();
    }
  }

  private void end() {
    synchronized (guard) {
      worker = null;
      if (isClosed()) {
        // It was for what ended here; the thread is the caller's.
        Thread.interrupted();
      }
    }
  }

  /** Asks until the sink has it, or is done with it; whether the place may move. */
  private boolean isDone(Publication publication) {
    SinkAnswer answer = askUntilAnswered(publication);
    boolean done =
        switch (answer) {
          case Accepted accepted -> true;
          case Refused refused -> options.onRefusal() == OnRefusal.SKIP;
          case Unavailable unavailable -> false;
        };
    if (done) {
      trouble = "";
    }
    if (answer instanceof Refused refused && done) {
      LOG.error(
          "Receipt {} was refused and is skipped for consumer '{}': {}",
          publication.key(),
          options.consumer(),
          refused.reason());
    }
    return done;
  }

  private SinkAnswer askUntilAnswered(Publication publication) {
    try {
      return Failsafe.with(retry).get(() -> ask(publication));
    } catch (FailsafeException stopped) {
      if (stopped.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        return new Unavailable("interrupted", Optional.empty());
      }
      throw stopped;
    }
  }

  private SinkAnswer ask(Publication publication) {
    SinkAnswer answer;
    try {
      answer = sink.publish(publication);
    } catch (RuntimeException bug) {
      LOG.error("The sink of consumer '{}' failed", options.consumer(), bug);
      answer = new Unavailable(bug.toString(), Optional.empty());
    }
    switch (answer) {
      case Unavailable unavailable -> fail(publication.key() + ": " + unavailable.reason());
      case Refused refused -> fail(publication.key() + " is refused: " + refused.reason());
      case Accepted accepted -> LOG.debug("Receipt {} was handed out", publication.key());
    }
    return answer;
  }

  private void fail(String why) {
    trouble = why;
    if (!isEnding()) {
      LOG.warn("Consumer '{}' waits: {}", options.consumer(), why);
    }
  }

  private boolean isToBeAskedAgain(SinkAnswer answer) {
    return switch (answer) {
      case Accepted accepted -> false;
      case Refused refused -> options.onRefusal() == OnRefusal.HOLD;
      case Unavailable unavailable -> true;
    };
  }

  /** What the other side asked for; the longest after a refusal; otherwise the growing one. */
  private Duration pauseAfter(@Nullable SinkAnswer answer) {
    return switch (answer) {
      case Unavailable unavailable -> unavailable.retryAfter().orElse(GROWING);
      case Refused refused -> options.longestPause();
      case Accepted accepted -> GROWING;
      case null -> GROWING;
    };
  }

  private boolean isClosed() {
    return closing.getCount() == 0;
  }

  private boolean isEnding() {
    return isClosed() || Thread.currentThread().isInterrupted();
  }

  /** Why the next receipt is not taken; empty while all is well. For health checks. */
  public Optional<String> trouble() {
    return Optional.of(trouble).filter(text -> !text.isEmpty());
  }

  /** Ends what is under way, and waits for its end. The place stays where it was last kept. */
  @Override
  public void close() {
    closing.countDown();
    synchronized (guard) {
      if (worker != null) {
        worker.interrupt();
      }
    }
    working.lock();
    try {
      LOG.debug("Consumer '{}' is closed", options.consumer());
    } finally {
      working.unlock();
    }
  }
}
