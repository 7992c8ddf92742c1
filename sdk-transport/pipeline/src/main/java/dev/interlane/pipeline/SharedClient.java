package dev.interlane.pipeline;

import dev.interlane.chain.TransactionRef;
import dev.interlane.client.CloseMode;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessageListener;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.Operator;
import dev.interlane.client.Quote;
import dev.interlane.client.ReceiptFeed;
import dev.interlane.client.SendOptions;
import dev.interlane.client.SendRequest;
import dev.interlane.error.AwaitInterruptedException;
import dev.interlane.error.AwaitTimeoutException;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.error.ClientClosedException;
import dev.interlane.error.IllegalInStateException;
import dev.interlane.error.OverloadedException;
import dev.interlane.error.UnknownMessageException;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.ExecutionProof;
import dev.interlane.spi.Instances;
import dev.interlane.spi.Journal;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Steering;
import dev.interlane.spi.SteeringAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One of several instances of an application over one journal. The one that has the work does it;
 * each of them sends, answers and reads receipts out. Thread-safe.
 */
final class SharedClient implements MessagingClient, Answering {
  /** How long one that stands by waits for the one that works: longer than a takeover. */
  private static final Duration STEERING_BOUND = Duration.ofSeconds(30);

  private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final Parts parts;
  private final Succession succession;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * What an instance has whether it works or stands by.
   *
   * @param belongings what is closed with it, in this order
   */
  record Parts(
      String appId,
      Journal journal,
      Instances instances,
      LoopDriver time,
      Sending sending,
      Receipts receipts,
      Listeners listeners,
      List<Runnable> belongings) {}

  SharedClient(Parts parts, Succession succession) {
    this.parts = parts;
    this.succession = succession;
  }

  @Override
  public Journal journal() {
    return parts.journal();
  }

  @Override
  public String appId() {
    return parts.appId();
  }

  // Sending.

  @Override
  public MessageHandle send(MessageEnvelope envelope, SendOptions options) {
    return sendAll(List.of(new SendRequest(envelope, options))).get(0);
  }

  @Override
  public List<MessageHandle> sendAll(List<SendRequest> requests) {
    requireOpen("send");
    return parts.sending().sendAll(requests, this::accept).stream().map(this::handle).toList();
  }

  /**
   * By the journal, for the instance that works, also where that is this one: what was sent here
   * before it worked may still wait there, and must not be overtaken.
   */
  private List<MessageId> accept(List<Acceptance.Draft> drafts) {
    List<MessageRecord> previews = drafts.stream().map(Acceptance.Draft::preview).toList();
    parts.instances().offer(previews);
    return previews.stream().map(MessageRecord::id).toList();
  }

  @Override
  public Quote quote(MessageEnvelope envelope, SendOptions options) {
    requireOpen("quote");
    return parts.sending().quote(envelope, options);
  }

  @Override
  public List<MessageHandle> track(TransactionRef originTransaction) {
    requireOpen("track");
    return steer(new Steering.Track(originTransaction)).stream().map(this::handle).toList();
  }

  // Looking: the journal has it, whoever works.

  private MessageHandle handle(MessageId id) {
    return new PipelineHandle(id, this);
  }

  @Override
  public Optional<MessageHandle> find(MessageId id) {
    return journal().message(id).map(MessageRecord::id).map(this::handle);
  }

  @Override
  public Optional<MessageHandle> findByKey(String idempotencyKey) {
    return journal().messageByKey(appId(), idempotencyKey).map(this::handle);
  }

  @Override
  public MessageRecord record(MessageId id) {
    return journal()
        .message(id)
        .orElseThrow(
            () ->
                new UnknownMessageException(
                    "Message " + id + " is not in the journal of '" + appId() + "'",
                    "If it was sent within a transaction: that is not committed yet, or was rolled"
                        + " back"));
  }

  @Override
  public DeliveryReceipt receipt(MessageRecord message) {
    return parts.receipts().of(message);
  }

  @Override
  public DeliveryReceipt proveExecution(MessageRecord message, ExecutionProof.Kind kind) {
    return parts.receipts().withProof(message, kind);
  }

  @Override
  public Registration listen(MessageListener listener) {
    return parts.listeners().add(listener);
  }

  // Waiting.

  @Override
  public DeliveryReceipt awaitReceipt(MessageId id, Duration timeout) {
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("timeout must not be negative, got " + timeout);
    }
    Instant deadline = deadline(timeout);
    while (true) {
      requireOpen("awaitReceipt");
      MessageRecord now = record(id);
      if (now.outcome().isPresent()) {
        return receipt(now);
      }
      Duration left = until(deadline);
      if (left.isZero()) {
        throw new AwaitTimeoutException(id, timeout, now.status());
      }
      awaitHere(id, left);
    }
  }

  /** Until there may be an outcome; told by the client that works if it is here. */
  private void awaitHere(MessageId id, Duration left) {
    Optional<PipelineClient> working = succession.working();
    if (working.isPresent()) {
      try {
        working.get().awaitReceipt(id, left);
        return;
      } catch (ClientClosedException moved) {
        // The work went to another instance, or is about to: asked anew after a pause.
      } catch (AwaitTimeoutException late) {
        return;
      }
    }
    pause(left);
  }

  private void pause(Duration left) {
    try {
      parts
          .time()
          .await(
              new CompletableFuture<Void>(),
              left.compareTo(Intake.PAUSE) < 0 ? left : Intake.PAUSE);
    } catch (TimeoutException asMeant) {
      // Nothing completes the future: this is the pause.
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AwaitInterruptedException(
          "The thread was interrupted while it waited", "The message goes on", stop);
    }
  }

  @Override
  public CompletionStage<DeliveryReceipt> outcome(MessageId id) {
    record(id);
    return CompletableFuture.supplyAsync(() -> awaitReceipt(id, FOR_EVER), parts.time().tasks())
        .minimalCompletionStage();
  }

  @Override
  public Instant deadline(Duration patience) {
    Instant now = parts.time().clock().instant();
    return patience.compareTo(Duration.between(now, Instant.MAX)) > 0
        ? Instant.MAX
        : now.plus(patience);
  }

  private Duration until(Instant deadline) {
    Duration left = Duration.between(parts.time().clock().instant(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  // Steering, where the work is.

  /** Has it done here, or by the instance that works, and waits until it was. */
  private List<MessageId> steer(Steering what) {
    long number = parts.instances().ask(appId(), what);
    Instant deadline = deadline(STEERING_BOUND);
    Optional<SteeringAnswer> answer = parts.instances().answer(number);
    while (answer.isEmpty() && !until(deadline).isZero()) {
      pause(until(deadline));
      answer = parts.instances().answer(number);
    }
    if (answer.isEmpty() && !parts.instances().withdraw(number)) {
      // It came in between.
      answer = parts.instances().answer(number);
    }
    return told(answer.orElseThrow(this::nobodyAnswered));
  }

  private static List<MessageId> told(SteeringAnswer answer) {
    return switch (answer) {
      case SteeringAnswer.Done done -> done.messages();
      case SteeringAnswer.Refused refused ->
          throw switch (refused.code()) {
            case UNKNOWN_MESSAGE -> new UnknownMessageException(refused.reason(), refused.hint());
            case CHAIN_UNAVAILABLE ->
                new ChainUnavailableException(refused.reason(), refused.hint());
            case OVERLOADED -> new OverloadedException(refused.reason(), refused.hint());
            default -> new IllegalInStateException(refused.reason(), refused.hint());
          };
    };
  }

  private IllegalInStateException nobodyAnswered() {
    return new IllegalInStateException(
        "No instance did this within "
            + STEERING_BOUND
            + ", and it was withdrawn; the one that works: "
            + succession.holder().map(name -> "'" + name + "'").orElse("none now"),
        "Try again; who works is in the journal's table 'tenure'");
  }

  @Override
  public void cancel(MessageId id) {
    requireOpen("cancel");
    steer(new Steering.Cancel(record(id).id()));
  }

  @Override
  public void resume(MessageId id) {
    requireOpen("resume");
    steer(new Steering.Resume(record(id).id()));
  }

  @Override
  public void replace(MessageId id) {
    requireOpen("replace");
    steer(new Steering.Replace(record(id).id()));
  }

  @Override
  public Optional<String> waitsFor(MessageId id) {
    return succession.working().flatMap(client -> client.waitsFor(id));
  }

  @Override
  public Operator operator() {
    return new ClientOperator(this, new JournalView(journal(), appId()));
  }

  // Receipts out.

  @Override
  public ReceiptFeed receipts(String consumer) {
    return new JournalFeed(this, consumer);
  }

  /** Nobody tells it here: another process may have journaled it. */
  @Override
  public CompletableFuture<Void> nextOutcomeOfAny() {
    return new CompletableFuture<>();
  }

  @Override
  public boolean awaitUntil(CompletableFuture<Void> future, Instant deadline) {
    requireOpen("next");
    Duration left = until(deadline);
    if (left.isZero()) {
      return false;
    }
    pause(left);
    return true;
  }

  @Override
  public void keepCursor(String name, long position) {
    requireOpen("acknowledge");
    parts.instances().keepPlace(name, position);
  }

  // Closing.

  private void requireOpen(String method) {
    if (closed.get()) {
      throw new ClientClosedException("The client is closed, " + method + " did nothing", "");
    }
  }

  @Override
  public int close(CloseMode mode, Duration bound) {
    if (bound.isNegative()) {
      throw new IllegalArgumentException("bound must not be negative, got " + bound);
    }
    if (!closed.compareAndSet(false, true)) {
      return 0;
    }
    int left = succession.close(mode, bound);
    parts.time().close(bound);
    parts.belongings().forEach(Runnable::run);
    return left;
  }
}
