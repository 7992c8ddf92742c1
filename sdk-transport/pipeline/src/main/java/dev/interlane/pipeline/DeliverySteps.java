package dev.interlane.pipeline;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.TransactionRef;
import dev.interlane.error.Refusal;
import dev.interlane.error.RefusedException;
import dev.interlane.message.BodyKind;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.Actor;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.Fee;
import dev.interlane.spi.Journal;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.MessageRecord.Broadcast;
import dev.interlane.spi.MessageRecord.Intent;
import dev.interlane.spi.MessageRecord.Source;
import dev.interlane.spi.Outbound;
import dev.interlane.spi.Step;
import dev.interlane.spi.StepContext;
import dev.interlane.spi.StepResult;
import dev.interlane.spi.Submission;
import dev.interlane.spi.TransactionIntent;
import dev.interlane.spi.WakeOn;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What we do for a message: dispatch it, and take it through its transport's steps. */
final class DeliverySteps {
  /** The wait when a transport asks for a height that is reached already. */
  private static final Duration SHORT_PAUSE = Duration.ofSeconds(1);

  private static final String DISPATCH = "dispatch";

  private static final Set<MachineState> DISPATCHABLE = EnumSet.of(MachineState.ACCEPTED);
  private static final Set<MachineState> CANCELLABLE =
      EnumSet.of(MachineState.ACCEPTED, MachineState.PARKED);

  /** What the reason says when a transaction was not sent because it would fail. */
  static final String WOULD_REVERT = "would revert";

  /** How the reason of a message begins that is parked for another one of its lane. */
  static final String LANE_BLOCKED = "its lane is blocked: ";

  private static final Logger LOG = LoggerFactory.getLogger(DeliverySteps.class);

  private final Deliveries deliveries;
  private Consumer<Tracked> lookBack = message -> {};

  DeliverySteps(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  /** Who searches for a delivery that no block we read has shown. */
  void lookBackBy(Consumer<Tracked> search) {
    lookBack = search;
  }

  Journal journal() {
    return deliveries.settings().journal();
  }

  Duration pause(int failures) {
    return deliveries.pause(failures);
  }

  // Dispatch.

  /**
   * Has the dispatch signed and sent, unless one is out; a message that nobody wants ends here, for
   * nothing can dispatch it any more.
   */
  void dispatch(Tracked message) {
    MessageRecord record = message.record;
    boolean wanted = record.wanted() == Intent.DELIVER;
    if (!deliveries.isOpen(message)
        || message.working
        || !(wanted ? DISPATCHABLE : CANCELLABLE).contains(MachineState.of(record))
        || record.dispatch().isPresent()
        || record.delivery().isPresent()
        || record.source() == Source.FOREIGN
        || isOut(message.dispatchSent)) {
      return;
    }
    if (!wanted) {
      deliveries.conclude(
          message,
          new DeliveryOutcome.Cancelled(
              "every transaction that could dispatch it has failed finally"));
      return;
    }
    if (isPastExpiry(message)) {
      pastExpiry(message);
      return;
    }
    message.working = true;
    int stamp = message.stamp;
    // Both chains have been looked at, or what happens next could be missed.
    deliveries.whenBothOpen(
        message,
        () -> {
          if (message.stamp == stamp) {
            Outbound outbound = message.record.outbound();
            AccountId sender = record.envelope().sender();
            deliveries
                .desk(sender.chain())
                .outbox(sender)
                .add(
                    new Outbox.Job(
                        message,
                        stamp,
                        Sent.Purpose.DISPATCH,
                        () -> withinCap(record, message.session().dispatch(outbound))));
          }
        });
  }

  /** What the protocol asks may have risen since the message was accepted. */
  private static TransactionIntent withinCap(MessageRecord record, TransactionIntent intent) {
    Optional<BigInteger> cap = record.maxOriginFee();
    BigInteger asked =
        record.feeToken().isPresent()
            ? intent.tokenFee().map(Fee::amount).orElse(BigInteger.ZERO)
            : intent.valueWei();
    if (cap.isPresent() && asked.compareTo(cap.get()) > 0) {
      throw new RefusedException(
          List.of(
              new Refusal(
                  "maxOriginFee",
                  "the dispatch asks "
                      + FeeUnit.of(record.feeToken()).amount(asked)
                      + " by now, the cap is "
                      + cap.get(),
                  "Resume it when it is cheaper, or cancel it and send it with a higher cap")));
    }
    return intent;
  }

  /** A transaction that may still do what it is for, or whose failure is not final yet. */
  private static boolean isOut(@Nullable Sent sent) {
    return sent != null && !sent.isSpent();
  }

  // Steps.

  /** Looks at the step under way, unless somebody does or it waits for a transaction. */
  void advance(Tracked message) {
    if (!deliveries.isOpen(message) || !mayAdvance(message)) {
      return;
    }
    MessageRecord record = message.record;
    if (record.stepIndex() >= message.steps().size()) {
      return;
    }
    Step step = message.steps().get(record.stepIndex());
    if (step.reaches() == Step.Stage.DELIVERED && !mayDeliver(message)) {
      return;
    }
    MessageRecord.Leg dispatch = record.dispatch().orElseThrow();
    StepContext context =
        new StepContext(
            record.outbound(),
            step,
            dispatch.inclusion(),
            dispatch.finality(),
            record.memo(),
            record.attempts() + 1,
            deliveries.loop().now());
    message.working = true;
    int stamp = message.stamp;
    deliveries
        .loop()
        .ask(
            () -> message.session().advance(context),
            answer -> {
              if (deliveries.isOpen(message) && message.stamp == stamp) {
                message.working = false;
                advanced(message, step, answer);
              }
            });
  }

  private static boolean mayAdvance(Tracked message) {
    MachineState state = MachineState.of(message.record);
    boolean waitsForTransaction = message.stepSent != null && message.stepSent.isLive();
    return !message.working
        && !waitsForTransaction
        && (state == MachineState.DISPATCHED || state == MachineState.PROVEN)
        && message.record.wanted() == Intent.DELIVER;
  }

  private boolean mayDeliver(Tracked message) {
    if (isPastExpiry(message)) {
      pastExpiry(message);
      return false;
    }
    return switch (deliveries.lanes().gate(message)) {
      case Lanes.Gate.Open open -> true;
      // Whoever is before it looks at this one when it moves.
      case Lanes.Gate.Waiting waiting -> false;
      case Lanes.Gate.Blocked blocked -> {
        deliveries.park(
            message, LANE_BLOCKED + blocked.reason(), blocked.hint(), Actor.APPLICATION);
        yield false;
      }
    };
  }

  private void advanced(Tracked message, Step step, Answer<StepResult> answer) {
    switch (answer) {
      case Answer.Trouble<StepResult> trouble -> deliveries.troubled(message, trouble.cause());
      case Answer.Value<StepResult> result -> {
        if (!(result.value() instanceof StepResult.DoneByOther)) {
          message.troubles = 0;
        }
        take(message, step, result.value());
      }
    }
  }

  private void take(Tracked message, Step step, StepResult result) {
    if (!(result instanceof StepResult.Pending)) {
      message.waitsFor = "";
    }
    switch (result) {
      case StepResult.Done done -> done(message, done);
      // The sighting of it comes with the chain's blocks. Looked at again in case it came long ago.
      case StepResult.DoneByOther done -> doneByOther(message, step, done.reason());
      case StepResult.Pending pending -> pending(message, step, pending);
      case StepResult.Submit submit -> submit(message, submit.intent());
      case StepResult.Stale stale -> stale(message, step, stale.reason());
      case StepResult.Failed failed -> failed(message, step, failed);
    }
  }

  private void failed(Tracked message, Step step, StepResult.Failed failed) {
    switch (failed.failureClass()) {
      case RETRY -> deliveries.failed(message, step.name(), failed.reason());
      case PARK -> deliveries.park(message, failed.reason(), failed.hint(), Actor.OPERATOR);
      case FINAL -> deliveries.conclude(message, new DeliveryOutcome.Failed(failed.reason()));
    }
  }

  private void done(Tracked message, StepResult.Done done) {
    done.evidence()
        .ifPresent(proof -> deliveries.apply(message, new DeliveryEvent.ProofAccepted(proof)));
    beginNext(message, done.memo());
    if (done.evidence().isEmpty()) {
      deliveries.loop().batch().afterwards(() -> advance(message));
    }
  }

  /** The step's transaction did what it should. */
  void stepDone(Tracked message) {
    beginNext(message, message.record.memo());
    deliveries.loop().batch().afterwards(() -> advance(message));
  }

  private void beginNext(Tracked message, Bytes memo) {
    message.stepSent = null;
    int next = message.record.stepIndex() + 1;
    message.waitsFor = "";
    deliveries.edit(
        message,
        record ->
            record
                .stepIndex(next)
                .memo(memo)
                .attempts(0)
                .nextAttemptAt(Optional.empty())
                .liveIntent(Optional.empty()));
  }

  private void doneByOther(Tracked message, Step step, String reason) {
    if (step.reaches() == Step.Stage.DELIVERED) {
      LOG.debug("Message {}: {} was done by another: {}", message.id(), step.name(), reason);
      message.troubles++;
      if (message.troubles > 1) {
        lookBack.accept(message);
      }
      lookAgainAt(message, deliveries.loop().now().plus(pause(message.troubles)));
    } else {
      stepDone(message);
    }
  }

  /** Says once what is missing: a block is ordinary, somebody's signature is worth a line. */
  private void pending(Tracked message, Step step, StepResult.Pending pending) {
    if (!pending.reason().equals(message.waitsFor)) {
      message.waitsFor = pending.reason();
      Level level = pending.wakeOn() instanceof WakeOn.At ? Level.INFO : Level.DEBUG;
      LOG.atLevel(level)
          .log("Message {}: {} waits: {}", message.id(), step.name(), pending.reason());
    }
    sleep(message, pending.wakeOn());
  }

  private void sleep(Tracked message, WakeOn wakeOn) {
    switch (wakeOn) {
      case WakeOn.At at -> lookAgainAt(message, at.time());
      case WakeOn.Height height -> {
        ChainDesk desk = deliveries.desk(height.chain());
        if (desk.hasReached(height.finality(), height.height())) {
          // The transport's node is behind the one we follow by.
          lookAgainAt(message, deliveries.loop().now().plus(SHORT_PAUSE));
        } else {
          int stamp = message.stamp;
          desk.await(height.finality(), height.height(), () -> wake(message, stamp));
        }
      }
    }
  }

  private void wake(Tracked message, int stamp) {
    if (message.stamp == stamp) {
      deliveries.loop().batch().afterwards(() -> advance(message));
    }
  }

  /** Looks at the message again at this time, whatever it then has to do. */
  void lookAgainAt(Tracked message, Instant time) {
    int stamp = message.stamp;
    if (message.timer != null) {
      message.timer.stop();
    }
    Instant soonest = deliveries.loop().now().plusMillis(1);
    message.timer =
        deliveries
            .loop()
            .at(time.isBefore(soonest) ? soonest : time, () -> lookAgain(message, stamp));
  }

  private void lookAgain(Tracked message, int stamp) {
    if (message.stamp == stamp) {
      goOn(message);
    }
  }

  /** Does what is next for the message, if anything is. */
  void goOn(Tracked message) {
    dispatch(message);
    advance(message);
  }

  private void stale(Tracked message, Step step, String reason) {
    if (DeliveryMachine.allows(message.record, DeliveryEvent.ProofVoided.class)) {
      deliveries.apply(message, new DeliveryEvent.ProofVoided(reason));
    } else {
      deliveries.edit(message, record -> record.stepIndex(0));
    }
    deliveries.failed(message, step.name(), reason);
  }

  // Transactions.

  private void submit(Tracked message, TransactionIntent intent) {
    ChainDesk desk = deliveries.desk(intent.account().chain());
    Optional<Sent> live = desk.live(intent.key());
    if (live.isPresent()) {
      share(message, live.get());
      return;
    }
    message.working = true;
    desk.outbox(intent.account())
        .add(new Outbox.Job(message, message.stamp, Sent.Purpose.STEP, () -> intent));
  }

  /** Another message asked for the same, or we did before a restart. */
  private void share(Tracked message, Sent sent) {
    if (!sent.owners().contains(message)) {
      sent.owners().add(message);
    }
    sent.stepIndex = message.record.stepIndex();
    message.stepSent = sent;
    deliveries.edit(message, record -> record.liveIntent(sent.submission().intent().key()));
    if (!sent.isPending()) {
      // In a block already: the transport saw less than we did.
      lookAgainAt(message, deliveries.loop().now().plus(SHORT_PAUSE));
    }
  }

  /** The message's transaction is signed; it is journaled with this turn and then sent. */
  void submitted(Tracked message, Sent sent) {
    message.working = false;
    if (sent.purpose() == Sent.Purpose.DISPATCH) {
      message.dispatchSent = sent;
    } else {
      message.stepSent = sent;
      sent.stepIndex = message.record.stepIndex();
    }
    tell(message, sent);
    deliveries.edit(message, record -> record.liveIntent(sent.submission().intent().key()));
  }

  /** The transaction has a further signed form. */
  void repriced(Sent sent) {
    sent.owners().stream().filter(deliveries::isOpen).forEach(message -> tell(message, sent));
  }

  private void tell(Tracked message, Sent sent) {
    var transaction =
        new TransactionRef(sent.submission().chain(), sent.submission().lastAttempt().hash());
    long nonce = sent.submission().accountNonce();
    deliveries.apply(
        message,
        sent.purpose() == Sent.Purpose.DISPATCH
            ? new DeliveryEvent.DispatchSubmitted(transaction, nonce)
            : stepSubmitted(message.steps().get(sent.stepIndex), transaction, nonce));
  }

  private static DeliveryEvent stepSubmitted(Step step, TransactionRef transaction, long nonce) {
    return step.reaches() == Step.Stage.DELIVERED
        ? new DeliveryEvent.DeliverySubmitted(transaction, nonce)
        : new DeliveryEvent.StepSubmitted(step.name(), transaction, nonce);
  }

  /** The transaction would revert now; nothing was signed. */
  void wouldRevert(Tracked message, Sent.Purpose purpose, String reason) {
    deliveries.failed(message, name(message, purpose), "it " + WOULD_REVERT + ": " + reason);
  }

  /** The transaction cannot be signed without a person. */
  void blocked(Tracked message, String reason, String hint) {
    message.working = false;
    deliveries.park(message, reason, hint, Actor.OPERATOR);
  }

  void troubled(Tracked message, Exception cause) {
    deliveries.troubled(message, cause);
  }

  /** A signed transaction cannot get anywhere without a person. */
  void parkOwners(Sent sent, String reason, String hint) {
    for (Tracked message : sent.owners()) {
      boolean doneByOthers =
          sent.purpose() == Sent.Purpose.STEP && message.record.delivery().isPresent();
      if (deliveries.isOpen(message) && !doneByOthers) {
        deliveries.park(message, reason, hint, Actor.OPERATOR);
      }
    }
  }

  /**
   * Whether handing the transaction to the chain once more is harmless. A message that was executed
   * must not be dispatched a second time by us, unless its recipient refuses used ids.
   */
  boolean maySendAgain(Sent sent) {
    return sent.withdrawn
        || (!sent.withheld
            && (sent.purpose() != Sent.Purpose.DISPATCH
                || sent.owners().stream().allMatch(owner -> mayDispatchAgain(owner.record))));
  }

  /**
   * Whether a dispatch of the message that is in no block may be sent. Where the recipient refuses
   * used ids, always; elsewhere what was executed once would be executed again.
   */
  static boolean mayDispatchAgain(MessageRecord message) {
    return enforcesMessageId(message) || message.delivery().isEmpty();
  }

  static boolean enforcesMessageId(MessageRecord message) {
    return message.envelope().kind() == BodyKind.CALL_RECIPIENT
        && message.envelope().destination().isEvm();
  }

  static String name(Tracked message, Sent.Purpose purpose) {
    return purpose == Sent.Purpose.DISPATCH || message.record.stepIndex() >= message.steps().size()
        ? DISPATCH
        : message.steps().get(message.record.stepIndex()).name();
  }

  // Expiry by our clock.

  private boolean isPastExpiry(Tracked message) {
    return message.record.notAfter().isPresent()
        && deliveries.loop().now().isAfter(message.record.notAfter().get());
  }

  /** Our clock says the message is over its time: we begin nothing more for it. */
  void pastExpiry(Tracked message) {
    MessageRecord record = message.record;
    if (!deliveries.isOpen(message)
        || record.outcome().isPresent()
        || record.delivery().isPresent()
        || record.notAfter().isEmpty()) {
      return;
    }
    Instant notAfter = record.notAfter().get();
    if (record.broadcast() == Broadcast.NEVER && record.source() == Source.OURS) {
      deliveries.conclude(
          message,
          new DeliveryOutcome.Expired(notAfter, "its time was over before anything was signed"));
    } else if (!enforcesMessageId(record) && record.dispatch().isPresent()) {
      deliveries.conclude(
          message,
          new DeliveryOutcome.Undelivered(
              "its time was over at "
                  + notAfter
                  + "; the recipient does not enforce that, so others may still deliver it"));
    }
    // Otherwise a final block of the destination decides: until then a stranger may have done it.
  }

  // Lanes.

  /** The message moved, so the one behind it in its lane may be able to, or no longer. */
  void laneMoved(Tracked message) {
    Optional<Tracked> next = deliveries.lanes().after(message);
    if (next.isEmpty()) {
      return;
    }
    Tracked behind = next.get();
    boolean parkedForLane =
        behind.record.parked().map(why -> why.reason().startsWith(LANE_BLOCKED)).orElse(false);
    if (!parkedForLane) {
      advance(behind);
    } else if (!(deliveries.lanes().gate(behind) instanceof Lanes.Gate.Blocked)) {
      deliveries.apply(behind, new DeliveryEvent.Resumed());
    }
  }

  /** A person said: go on. */
  void resume(Tracked message) {
    boolean parkedForLane =
        message.record.parked().map(why -> why.reason().startsWith(LANE_BLOCKED)).orElse(false);
    if (parkedForLane) {
      message.aheadOfLane = true;
    }
    deliveries.apply(message, new DeliveryEvent.Resumed());
    sendAgain(message.dispatchSent);
    sendAgain(message.stepSent);
  }

  /** A person said: offer more now for the transaction that waits. */
  void replace(Tracked message, Consumer<Optional<String>> refusal) {
    Optional<Sent> waiting =
        Stream.of(Optional.ofNullable(message.stepSent), Optional.ofNullable(message.dispatchSent))
            .flatMap(Optional::stream)
            .filter(sent -> sent.isPending() && maySendAgain(sent))
            .findFirst();
    if (waiting.isEmpty()) {
      refusal.accept(Optional.of("no transaction of it waits to be included, or may be"));
      return;
    }
    Submission submission = waiting.get().submission();
    deliveries
        .desk(submission.chain())
        .outbox(submission.account())
        .offerMore(waiting.get(), refusal);
  }

  private void sendAgain(@Nullable Sent sent) {
    if (sent != null && sent.isPending() && maySendAgain(sent)) {
      deliveries
          .desk(sent.submission().chain())
          .outbox(sent.submission().account())
          .sendAgain(sent);
    }
  }
}
