package dev.interlane.pipeline;

import dev.interlane.chain.ChainId;
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
import dev.interlane.error.ClientClosedException;
import dev.interlane.error.IllegalInStateException;
import dev.interlane.error.JournalFencedException;
import dev.interlane.error.MessagingException;
import dev.interlane.error.UnknownMessageException;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.ExecutionProof;
import dev.interlane.spi.Chain;
import dev.interlane.spi.Journal;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.TransportSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The client: checks on the caller's thread, everything else by asking the loop. Thread-safe. */
final class PipelineClient implements MessagingClient, Answering, Loop.Owner {
  /** How long a call waits for the loop, which never blocks on a chain, to take it. */
  private static final Duration LOOP_BOUND = Duration.ofSeconds(30);

  private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final LoopDriver driver;
  private final Deliveries deliveries;
  private final Receipts receipts;
  private final Listeners listeners;
  private final SortedMap<ChainId, Chain> chains;
  private final SortedMap<String, TransportSession> sessions;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private final AtomicReference<CompletableFuture<Void>> anyOutcome =
      new AtomicReference<>(new CompletableFuture<>());
  private @Nullable Parts parts;
  private volatile @Nullable CompletableFuture<Void> drained;

  /**
   * What is made after the client, because it needs it.
   *
   * @param belongings what is closed with the client, beside the transports
   */
  record Parts(
      Loop loop,
      Sending sending,
      Tracking tracking,
      DeliverySteps steps,
      List<ChainWatch> watches,
      List<Runnable> belongings) {}

  PipelineClient(
      LoopDriver driver,
      Deliveries deliveries,
      SortedMap<ChainId, Chain> chains,
      SortedMap<String, TransportSession> sessions,
      Listeners listeners) {
    this.driver = driver;
    this.deliveries = deliveries;
    this.chains = chains;
    this.sessions = sessions;
    this.receipts = new Receipts(deliveries.settings().journal(), sessions);
    this.listeners = listeners;
  }

  void complete(Parts all) {
    parts = all;
  }

  private Parts parts() {
    if (parts == null) {
      throw new IllegalStateException("The client is not complete");
    }
    return parts;
  }

  private Loop loop() {
    return parts().loop();
  }

  @Override
  public Journal journal() {
    return deliveries.settings().journal();
  }

  @Override
  public String appId() {
    return deliveries.settings().appId();
  }

  // Sending.

  @Override
  public MessageHandle send(MessageEnvelope envelope, SendOptions options) {
    return sendAll(List.of(new SendRequest(envelope, options))).get(0);
  }

  @Override
  public List<MessageHandle> sendAll(List<SendRequest> requests) {
    requireCallable("send");
    return parts().sending().sendAll(requests, this::accept).stream().map(this::handle).toList();
  }

  private List<MessageId> accept(List<Acceptance.Draft> drafts) {
    Acceptance acceptance = new Acceptance(drafts);
    loop().accept(acceptance);
    return await(acceptance.result());
  }

  @Override
  public Quote quote(MessageEnvelope envelope, SendOptions options) {
    requireCallable("quote");
    return parts().sending().quote(envelope, options);
  }

  @Override
  public List<MessageHandle> track(TransactionRef originTransaction) {
    requireCallable("track");
    Chain origin = chains.get(originTransaction.chain());
    if (origin == null) {
      throw new IllegalArgumentException(
          "Chain " + originTransaction.chain() + " is not one of the client's: " + chains.keySet());
    }
    List<Tracking.Found> found = parts().tracking().find(origin, originTransaction);
    List<MessageHandle> handles = new ArrayList<>();
    for (Tracking.Found one : found) {
      Optional<MessageId> ours = await(loop().call(() -> deliveries.protocolIds().find(one.ids())));
      Optional<MessageId> known =
          ours.or(() -> journal().message(one.draft().preview().id()).map(MessageRecord::id));
      handles.add(handle(known.orElseGet(() -> accept(List.of(one.draft())).get(0))));
    }
    return List.copyOf(handles);
  }

  // Looking.

  @Override
  public Optional<MessageHandle> find(MessageId id) {
    return deliveries.find(id).isPresent() || journal().message(id).isPresent()
        ? Optional.of(handle(id))
        : Optional.empty();
  }

  @Override
  public Optional<MessageHandle> findByKey(String idempotencyKey) {
    return journal().messageByKey(deliveries.settings().appId(), idempotencyKey).map(this::handle);
  }

  @Override
  public Registration listen(MessageListener listener) {
    return listeners.add(listener);
  }

  private MessageHandle handle(MessageId id) {
    return new PipelineHandle(id, this);
  }

  @Override
  public MessageRecord record(MessageId id) {
    return deliveries
        .find(id)
        .map(Tracked::committed)
        .or(() -> journal().message(id))
        .orElseThrow(
            () ->
                new UnknownMessageException(
                    "Message " + id + " is not in this client's journal",
                    "If it was sent within a transaction: that is not committed yet, or was rolled"
                        + " back"));
  }

  @Override
  public DeliveryReceipt proveExecution(MessageRecord message, ExecutionProof.Kind kind) {
    return receipts.withProof(message, kind);
  }

  @Override
  public DeliveryReceipt receipt(MessageRecord message) {
    return receipts.of(message);
  }

  @Override
  public DeliveryReceipt awaitReceipt(MessageId id, Duration timeout) {
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("timeout must not be negative, got " + timeout);
    }
    refuseInLoop("awaitReceipt");
    Instant deadline = later(timeout);
    Optional<Tracked> open = deliveries.find(id);
    while (open.isEmpty()) {
      MessageRecord elsewhere = record(id);
      if (elsewhere.outcome().isPresent()) {
        return receipt(elsewhere);
      }
      // Committed by a transaction of the application and not taken in yet, or another's work.
      pause(id, timeout, deadline);
      open = deliveries.find(id);
    }
    CompletableFuture<MessageRecord> outcome = open.get().nextOutcome();
    try {
      return receipt(driver.await(outcome, until(deadline)));
    } catch (TimeoutException late) {
      throw new AwaitTimeoutException(id, timeout, record(id).status());
    } catch (InterruptedException stop) {
      throw interrupted(stop);
    } catch (CompletionException failed) {
      throw known(failed);
    }
  }

  private Instant later(Duration timeout) {
    Instant now = driver.clock().instant();
    Duration left = Duration.between(now, Instant.MAX);
    return timeout.compareTo(left) < 0 ? now.plus(timeout) : Instant.MAX;
  }

  private Duration until(Instant deadline) {
    Duration left = Duration.between(driver.clock().instant(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void pause(MessageId id, Duration timeout, Instant deadline) {
    Duration left = until(deadline);
    if (left.isZero()) {
      throw new AwaitTimeoutException(id, timeout, record(id).status());
    }
    try {
      driver.await(
          new CompletableFuture<Void>(), left.compareTo(Intake.PAUSE) < 0 ? left : Intake.PAUSE);
    } catch (TimeoutException asMeant) {
      // Nothing completes the future: this is the pause.
    } catch (InterruptedException stop) {
      throw interrupted(stop);
    }
  }

  @Override
  public CompletionStage<DeliveryReceipt> outcome(MessageId id) {
    Optional<Tracked> open = deliveries.find(id);
    if (open.isPresent()) {
      return open.get()
          .firstOutcome()
          .thenApplyAsync(receipts::of, driver.tasks())
          .minimalCompletionStage();
    }
    MessageRecord elsewhere = record(id);
    return elsewhere.outcome().isPresent()
        ? CompletableFuture.completedStage(receipt(elsewhere))
        : CompletableFuture.supplyAsync(() -> awaitReceipt(id, FOR_EVER), driver.tasks())
            .minimalCompletionStage();
  }

  // Steering.

  @Override
  public void cancel(MessageId id) {
    change(
        id,
        "cancelled",
        DeliveryEvent.CancelRequested.class,
        message -> deliveries.apply(message, new DeliveryEvent.CancelRequested()));
  }

  @Override
  public void resume(MessageId id) {
    change(id, "resumed", DeliveryEvent.Resumed.class, parts().steps()::resume);
  }

  private void change(
      MessageId id,
      String what,
      Class<? extends DeliveryEvent> event,
      java.util.function.Consumer<Tracked> how) {
    requireCallable("this");
    MessageRecord known = record(id);
    await(
        loop()
            .call(
                () -> {
                  Optional<Tracked> open = deliveries.find(id).filter(deliveries::isOpen);
                  MessageRecord now = open.map(message -> message.record).orElse(known);
                  if (open.isEmpty() || !DeliveryMachine.allows(now, event)) {
                    throw illegal(now, what);
                  }
                  how.accept(open.get());
                  return id;
                }));
  }

  /** Whether the message waits in the journal for this client to take it in. */
  boolean isYetToTakeIn(MessageId id) {
    return deliveries.find(id).isEmpty()
        && journal().message(id).filter(MessageRecord::isOpen).isPresent();
  }

  static IllegalInStateException illegal(MessageRecord message, String what) {
    return new IllegalInStateException(
        "Message "
            + message.id()
            + " cannot be "
            + what
            + ", it is "
            + MachineState.of(message).label()
            + message.outcome().map(outcome -> " as " + outcome).orElse(""),
        "");
  }

  @Override
  public void replace(MessageId id) {
    requireCallable("replace");
    MessageRecord known = record(id);
    CompletableFuture<MessageId> done = new CompletableFuture<>();
    loop()
        .post(
            () ->
                deliveries
                    .find(id)
                    .filter(deliveries::isOpen)
                    .ifPresentOrElse(
                        message ->
                            parts().steps().replace(message, refusal -> tell(id, refusal, done)),
                        () -> tell(id, Optional.of("it is " + known.status()), done)));
    await(done);
  }

  private static void tell(
      MessageId id, Optional<String> refusal, CompletableFuture<MessageId> done) {
    if (refusal.isEmpty()) {
      done.complete(id);
    } else {
      done.completeExceptionally(
          new IllegalInStateException(
              "No transaction of message " + id + " was replaced: " + refusal.get(), ""));
    }
  }

  @Override
  public Optional<String> waitsFor(MessageId id) {
    return deliveries.find(id).map(message -> message.waitsFor).filter(text -> !text.isEmpty());
  }

  // Receipts out.

  @Override
  public ReceiptFeed receipts(String consumer) {
    return new JournalFeed(this, consumer);
  }

  @Override
  public CompletableFuture<Void> nextOutcomeOfAny() {
    return anyOutcome.get();
  }

  @Override
  public Instant deadline(Duration patience) {
    Instant now = driver.clock().instant();
    return patience.compareTo(Duration.between(now, Instant.MAX)) > 0
        ? Instant.MAX
        : now.plus(patience);
  }

  @Override
  public boolean awaitUntil(CompletableFuture<Void> future, Instant deadline) {
    Duration left = Duration.between(driver.clock().instant(), deadline);
    if (left.isNegative() || left.isZero()) {
      return future.isDone();
    }
    refuseInLoop("next");
    try {
      driver.await(future, left);
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (InterruptedException stop) {
      throw interrupted(stop);
    } catch (CompletionException failed) {
      throw known(failed);
    }
  }

  @Override
  public void keepCursor(String name, long position) {
    requireCallable("acknowledge");
    await(
        loop()
            .call(
                () -> {
                  loop().batch().cursor(name, position);
                  return position;
                }));
  }

  private void tellFeeds(TurnBatch batch) {
    if (batch.hasOutcome()) {
      anyOutcome.getAndSet(new CompletableFuture<>()).complete(null);
    }
  }

  @Override
  public Operator operator() {
    return new ClientOperator(this, new JournalView(journal(), deliveries.settings().appId()));
  }

  // Closing.

  /** Another instance works now: nothing more is begun. */
  void fence(JournalFencedException taken) {
    loop().post(() -> loop().halt(taken));
  }

  /** Whether the loop has stopped for good. */
  boolean isStopped() {
    return stopped.isDone();
  }

  @Override
  public int close(CloseMode mode, Duration bound) {
    if (bound.isNegative()) {
      throw new IllegalArgumentException("bound must not be negative, got " + bound);
    }
    refuseInLoop("close");
    if (closing.compareAndSet(false, true)) {
      if (mode == CloseMode.DRAIN) {
        drain(bound);
      }
      loop().post(() -> loop().halt(new Loop.Closed()));
      awaitQuietly(stopped, bound);
      parts().watches().forEach(ChainWatch::stop);
      driver.close(bound);
      // Also where the loop did not get to it within the bound.
      deliveries.abandon(Loop.closed(new Loop.Closed()));
      sessions.values().forEach(TransportSession::close);
      parts().belongings().forEach(Runnable::run);
    }
    return deliveries.inFlight();
  }

  private void drain(Duration bound) {
    CompletableFuture<Void> empty = new CompletableFuture<>();
    drained = empty;
    loop().post(() -> completeIfDrained());
    awaitQuietly(empty, bound);
  }

  private void completeIfDrained() {
    CompletableFuture<Void> waiting = drained;
    if (waiting != null && deliveries.inFlight() == 0) {
      waiting.complete(null);
    }
  }

  private void awaitQuietly(CompletableFuture<Void> future, Duration bound) {
    try {
      driver.await(future, bound);
    } catch (TimeoutException notWithinBound) {
      // The bound was the caller's; what is left is told by the returned number.
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  // The loop's side.

  @Override
  public void accept(Acceptance acceptance, TurnBatch batch) {
    deliveries.accept(acceptance, batch);
  }

  @Override
  public void withdraw(Acceptance acceptance) {
    acceptance.accepted().forEach(deliveries::withdraw);
    acceptance.accepted().clear();
    acceptance.ids().clear();
  }

  @Override
  public void committed(TurnBatch batch) {
    deliveries.committed(batch);
    tellFeeds(batch);
    listeners.tell(batch);
    completeIfDrained();
  }

  @Override
  public void halted(Throwable cause) {
    deliveries.abandon(Loop.closed(cause));
    // It stays the last one: whoever asks later hears the same.
    anyOutcome.get().completeExceptionally(Loop.closed(cause));
    stopped.complete(null);
  }

  // Waiting for the loop.

  private <T> T await(CompletableFuture<T> answer) {
    try {
      return driver.await(answer, LOOP_BOUND);
    } catch (TimeoutException stuck) {
      throw new IllegalStateException(
          "The client's loop did not answer within " + LOOP_BOUND + "; a listener may block it",
          stuck);
    } catch (InterruptedException stop) {
      throw interrupted(stop);
    } catch (CompletionException failed) {
      throw known(failed);
    }
  }

  private static AwaitInterruptedException interrupted(InterruptedException stop) {
    Thread.currentThread().interrupt();
    return new AwaitInterruptedException(
        "The thread was interrupted while it waited",
        "What was asked may still happen: look at the handle, or send again with the same key",
        stop);
  }

  /** The loop's own exception; its stack trace is where it was found out. */
  private static RuntimeException known(CompletionException failed) {
    if (failed.getCause() instanceof MessagingException known) {
      return known;
    }
    return failed;
  }

  private void requireCallable(String method) {
    if (closing.get()) {
      throw new ClientClosedException("The client is closed, " + method + " did nothing", "");
    }
    refuseInLoop(method);
  }

  private void refuseInLoop(String method) {
    if (loop().isCurrentThread()) {
      throw new IllegalStateException(
          method
              + " waits for the loop and was called by it, from a listener: hand it to a thread");
    }
  }
}
