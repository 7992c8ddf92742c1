package dev.interlane.pipeline;

import dev.interlane.error.MessagingException;
import dev.interlane.error.OverloadedException;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.TransactionalOutbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in messages that were sent within transactions of the application, once those are
 * committed. It asks the journal again and again; a hint only makes it ask sooner. The loop's own.
 */
final class Intake {
  /** How many messages are taken in between two questions at most. */
  static final int PAGE = 500;

  static final Duration PAUSE = Duration.ofMillis(250);

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final Loop loop;
  private final TransactionalOutbox outbox;
  private final String appId;
  private final Predicate<MessageRecord> fits;
  private boolean busy;
  private boolean askAgain;
  private int misfits;

  /**
   * Over an outbox.
   *
   * @param fits whether the client has the transport and the chains of a message
   */
  Intake(Loop loop, TransactionalOutbox outbox, String appId, Predicate<MessageRecord> fits) {
    this.loop = loop;
    this.outbox = outbox;
    this.appId = appId;
    this.fits = fits;
  }

  /** From now on. */
  void start() {
    outbox.onArrival(() -> loop.post(this::look));
    lookEveryPause();
  }

  private void lookEveryPause() {
    look();
    loop.at(loop.now().plus(PAUSE), this::lookEveryPause);
  }

  private void look() {
    if (busy) {
      askAgain = true;
      return;
    }
    busy = true;
    askAgain = false;
    loop.ask(() -> outbox.waiting(appId, PAGE), this::found);
  }

  private void found(Answer<List<MessageRecord>> answer) {
    switch (answer) {
      case Answer.Value<List<MessageRecord>> messages -> takeIn(messages.value());
      case Answer.Trouble<List<MessageRecord>> failure -> {
        LOG.warn(
            "Could not ask for messages of other transactions, trying again: {}",
            failure.cause().getMessage());
        busy = false;
      }
    }
  }

  private void takeIn(List<MessageRecord> waiting) {
    List<MessageRecord> ours = waiting.stream().filter(fits).toList();
    if (waiting.size() - ours.size() > misfits) {
      LOG.warn(
          "{} messages wait in the journal for a transport or chain that this client has not",
          waiting.size() - ours.size());
    }
    misfits = waiting.size() - ours.size();
    List<CompletableFuture<?>> results = new ArrayList<>();
    for (MessageRecord message : ours) {
      // One by one, so that one that cannot be taken in now holds up none of the others.
      Acceptance acceptance =
          new Acceptance(List.of(new Acceptance.Draft(message, Optional.empty())));
      results.add(acceptance.result().whenComplete((ids, refused) -> told(message, refused)));
      loop.accept(acceptance);
    }
    // Whatever became of each was told above.
    var unused =
        CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
            .whenComplete((all, refused) -> loop.post(() -> done(waiting.size(), refused == null)));
  }

  private static void told(MessageRecord message, @Nullable Throwable refused) {
    if (refused == null) {
      return;
    }
    Throwable cause = refused instanceof CompletionException ? refused.getCause() : refused;
    if (cause instanceof OverloadedException) {
      LOG.debug("Message {} waits until fewer are in flight", message.id());
    } else if (cause instanceof MessagingException) {
      LOG.warn("Message {} was not taken in, trying again: {}", message.id(), cause.getMessage());
    } else {
      LOG.error("Message {} was not taken in", message.id(), cause);
    }
  }

  private void done(int found, boolean allTaken) {
    busy = false;
    if (askAgain || (found == PAGE && allTaken)) {
      look();
    }
  }
}
