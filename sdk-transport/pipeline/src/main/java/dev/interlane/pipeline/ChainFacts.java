package dev.interlane.pipeline;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.BlockRef;
import dev.interlane.chain.Finality;
import dev.interlane.chain.Inclusion;
import dev.interlane.chain.TransactionRef;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.Actor;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.Fee;
import dev.interlane.receipt.ProtocolId;
import dev.interlane.spi.ChainHeads;
import dev.interlane.spi.Dispatch;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.MessageRecord.Intent;
import dev.interlane.spi.MessageRecord.Leg;
import dev.interlane.spi.MessageRecord.Source;
import dev.interlane.spi.Sighting;
import dev.interlane.spi.Step;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.spi.TransportSession;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the chains say about messages, turned into events. */
final class ChainFacts {
  private static final Logger LOG = LoggerFactory.getLogger(ChainFacts.class);
  private static final String ORIGIN_GAS = "origin gas";
  private static final String DESTINATION_GAS = "destination gas";
  private static final String PROTOCOL_FEE = "protocol fee";

  private final Deliveries deliveries;
  private final DeliverySteps steps;
  private final Sightings sightings;

  ChainFacts(Deliveries deliveries, DeliverySteps steps) {
    this.deliveries = deliveries;
    this.steps = steps;
    this.sightings = new Sightings(deliveries, this::awaitOrphaning);
  }

  /** What logs say. */
  Sightings sightings() {
    return sightings;
  }

  /** A message is new, or found in the journal: watches over its expiry. */
  void begin(Tracked message) {
    Optional<Instant> notAfter = message.record.notAfter();
    if (notAfter.isEmpty()) {
      return;
    }
    message.expiry =
        deliveries.loop().at(notAfter.get().plusSeconds(1), () -> steps.pastExpiry(message));
    if (DeliverySteps.enforcesMessageId(message.record)) {
      deliveries.destination(message).awaitFinalTimeAfter(notAfter.get(), message);
    }
  }

  // Our own transactions.

  /** A transaction of ours is in a block. */
  void included(Sent sent, TransactionReceipt receipt) {
    for (Tracked message : List.copyOf(sent.owners())) {
      if (deliveries.isOpen(message)) {
        addCosts(message, sent, receipt);
        if (sent.purpose() == Sent.Purpose.DISPATCH) {
          dispatchMined(message, sent, receipt);
        }
      }
    }
  }

  /** What its block says about messages is known now: did the transaction do its step? */
  void stepsMined(Sent sent, TransactionReceipt receipt) {
    for (Tracked message : List.copyOf(sent.owners())) {
      if (deliveries.isOpen(message) && sent.purpose() == Sent.Purpose.STEP) {
        stepMined(message, sent, receipt);
      }
    }
  }

  private void dispatchMined(Tracked message, Sent sent, TransactionReceipt receipt) {
    if (message.record.dispatch().isPresent()) {
      return;
    }
    if (!receipt.succeeded()) {
      // A new nonce only once this failure is final: until then a reorganisation may undo it.
      LOG.warn(
          "Message {}: its dispatch {}: {}", message.id(), receipt.inclusion(), sent.failure());
      deliveries.apply(
          message, new DeliveryEvent.DispatchReverted(receipt.inclusion(), sent.failure()));
      return;
    }
    try {
      Bytes frame = message.session().frame(message.record.outbound());
      Optional<Dispatch> ours =
          message.session().dispatchesIn(receipt).stream()
              .filter(dispatch -> dispatch.body().equals(frame))
              .findFirst();
      if (ours.isPresent()) {
        dispatched(message, receipt.inclusion(), ours.get());
      } else {
        deliveries.park(
            message,
            "its dispatch " + receipt.inclusion().transaction() + " succeeded without the message",
            "the contract called is not the protocol's, or its node gives false receipts",
            Actor.OPERATOR);
      }
    } catch (RuntimeException broken) {
      deliveries.troubled(message, broken);
    }
  }

  /** The message's dispatch is in a block. */
  void dispatched(Tracked message, Inclusion inclusion, Dispatch dispatch) {
    deliveries.protocolIds().remove(message, message.record.protocolIds());
    deliveries.apply(
        message, new DeliveryEvent.DispatchIncluded(inclusion, dispatch.protocolIds()));
    deliveries.edit(message, record -> record.memo(dispatch.memo()));
    message.dispatchGone = false;
    message.stepSent = null;
    deliveries.origin(message).addDispatch(message, inclusion.block());
    List<Sighting> early = deliveries.protocolIds().add(message, dispatch.protocolIds());
    early.forEach(sighting -> sightings.seen(message, sighting));
  }

  /** Somebody else's dispatch, which a reorganisation had removed, is in a block again. */
  void foreignDispatchIncluded(Tracked message, TransactionReceipt receipt) {
    if (!deliveries.isOpen(message) || !receipt.succeeded()) {
      return;
    }
    List<Dispatch> alike =
        message.session().dispatchesIn(receipt).stream()
            .filter(dispatch -> isAlike(dispatch, message.record.envelope()))
            .toList();
    // A transaction may dispatch the same twice, and its ids may be others in another block.
    alike.stream()
        .filter(dispatch -> dispatch.protocolIds().equals(message.record.protocolIds()))
        .findFirst()
        .or(() -> alike.stream().filter(dispatch -> isNobodyElses(message, dispatch)).findFirst())
        .ifPresent(dispatch -> dispatched(message, receipt.inclusion(), dispatch));
  }

  private static boolean isAlike(Dispatch dispatch, CanonicalEnvelope envelope) {
    return dispatch.body().equals(envelope.content())
        && dispatch.sender().equals(envelope.sender())
        && dispatch.recipient().equals(envelope.recipient());
  }

  private boolean isNobodyElses(Tracked message, Dispatch dispatch) {
    return deliveries
        .protocolIds()
        .find(dispatch.protocolIds())
        .map(message.id()::equals)
        .orElse(true);
  }

  /**
   * Somebody else's dispatch was in no block when we stopped: waits for it, and asks whether it is
   * in one by now that was read before.
   */
  void lookForForeign(Tracked message) {
    Optional<TransactionRef> last =
        deliveries.settings().journal().events(message.id()).reversed().stream()
            .map(kept -> kept.entry().event())
            .filter(DeliveryEvent.DispatchIncluded.class::isInstance)
            .map(event -> ((DeliveryEvent.DispatchIncluded) event).inclusion().transaction())
            .findFirst();
    if (last.isEmpty()) {
      return;
    }
    ChainDesk desk = deliveries.origin(message);
    Bytes32 hash = last.get().hash();
    desk.awaitForeign(hash, message);
    askForForeign(desk, hash, message, 1);
  }

  private void askForForeign(ChainDesk desk, Bytes32 hash, Tracked message, int attempt) {
    deliveries
        .loop()
        .ask(
            () -> desk.chain().port().receipt(hash),
            answer -> {
              if (!deliveries.isOpen(message) || message.record.dispatch().isPresent()) {
                return;
              }
              switch (answer) {
                case Answer.Value<Optional<TransactionReceipt>> found ->
                    found
                        .value()
                        .filter(receipt -> desk.isCanonical(receipt.inclusion().block()))
                        .ifPresent(desk::takeReceipt);
                case Answer.Trouble<Optional<TransactionReceipt>> trouble ->
                    deliveries
                        .loop()
                        .at(
                            deliveries.loop().now().plus(deliveries.pause(attempt)),
                            () -> askForForeign(desk, hash, message, attempt + 1));
              }
            });
  }

  private void stepMined(Tracked message, Sent sent, TransactionReceipt receipt) {
    boolean current = message.stepSent == sent && message.record.stepIndex() == sent.stepIndex;
    Step step = message.steps().get(sent.stepIndex);
    if (!receipt.succeeded()) {
      deliveries.apply(message, reverted(step, sent, receipt));
    }
    if (message.record.delivery().isPresent()) {
      return;
    }
    if (!current) {
      if (!receipt.succeeded()) {
        // Whatever the message waited for was given up with the news of the failure.
        deliveries.loop().batch().afterwards(() -> steps.goOn(message));
      }
      return;
    }
    if (!receipt.succeeded()) {
      deliveries.failed(
          message,
          step.name(),
          "transaction " + receipt.inclusion().transaction() + " failed: " + sent.failure());
    } else if (step.reaches() == Step.Stage.DELIVERED) {
      deliveries.failed(
          message,
          step.name(),
          "transaction " + receipt.inclusion().transaction() + " succeeded without delivering");
    } else {
      steps.stepDone(message);
    }
  }

  private static DeliveryEvent reverted(Step step, Sent sent, TransactionReceipt receipt) {
    String reason = sent.failure();
    return step.reaches() == Step.Stage.DELIVERED
        ? new DeliveryEvent.DeliveryReverted(receipt.inclusion(), reason)
        : new DeliveryEvent.StepReverted(step.name(), receipt.inclusion(), reason);
  }

  /** A failed transaction of ours is final: its nonce is spent and it never succeeds. */
  void revertedFinally(Sent sent) {
    for (Tracked message : sent.owners()) {
      if (deliveries.isOpen(message)
          && message.dispatchSent == sent
          && message.record.dispatch().isEmpty()) {
        message.dispatchSent = null;
        if (message.record.delivery().isPresent()) {
          message.dispatchGone = true;
          orphanIfSure(message);
        } else if (message.record.wanted() == Intent.CANCEL) {
          steps.dispatch(message);
        } else if (MachineState.of(message.record) == MachineState.ACCEPTED) {
          deliveries.failed(message, "dispatch", "its dispatch failed: " + sent.failure());
        }
      }
    }
  }

  /** Somebody else's transaction finally took the account nonce of ours. */
  void superseded(Sent sent) {
    for (Tracked message : sent.owners()) {
      if (!deliveries.isOpen(message)) {
        continue;
      }
      if (message.stepSent == sent) {
        message.stepSent = null;
        deliveries.failed(message, DeliverySteps.name(message, sent.purpose()), taken(sent));
      } else if (message.dispatchSent == sent) {
        message.dispatchSent = null;
        dispatchImpossible(message, sent);
      }
    }
  }

  private void dispatchImpossible(Tracked message, Sent sent) {
    if (message.record.delivery().isPresent()) {
      message.dispatchGone = true;
      orphanIfSure(message);
    } else if (message.record.wanted() == Intent.CANCEL) {
      deliveries.conclude(message, new DeliveryOutcome.Cancelled(taken(sent)));
    } else if (DeliverySteps.enforcesMessageId(message.record)) {
      deliveries.failed(message, "dispatch", taken(sent));
    } else {
      deliveries.park(
          message,
          taken(sent),
          "resume to dispatch it anew: its recipient does not check message ids, so make sure that"
              + " it was not dispatched by the other transaction",
          Actor.OPERATOR);
    }
  }

  private static String taken(Sent sent) {
    return "another transaction finally took account nonce "
        + sent.submission().accountNonce()
        + " of "
        + sent.submission().account();
  }

  // Finality and reorganisations.

  void dispatchRose(Tracked message, BlockRef block, Finality finality) {
    if (deliveries.isOpen(message) && rises(message.record.dispatch(), block, finality)) {
      deliveries.apply(message, new DeliveryEvent.DispatchFinalityRose(finality));
    }
  }

  void deliveryRose(Tracked message, BlockRef block, Finality finality) {
    if (deliveries.isOpen(message) && rises(message.record.delivery(), block, finality)) {
      deliveries.apply(message, new DeliveryEvent.DeliveryFinalityRose(finality));
      if (deliveries.isOpen(message)) {
        orphanIfSure(message);
      }
    }
  }

  private static boolean rises(Optional<Leg> leg, BlockRef block, Finality finality) {
    return leg.isPresent()
        && leg.get().inclusion().block().equals(block)
        && leg.get().finality().compareTo(finality) < 0;
  }

  void dispatchReorged(Tracked message, BlockRef removed) {
    if (!deliveries.isOpen(message) || !isIn(message.record.dispatch(), removed)) {
      return;
    }
    Inclusion lost = message.record.dispatch().orElseThrow().inclusion();
    LOG.warn("Message {}: a reorganisation removed its dispatch {}", message.id(), lost);
    deliveries.apply(message, new DeliveryEvent.DispatchReorged(removed));
    message.stepSent = null;
    Sent sent = message.dispatchSent;
    if (sent != null) {
      deliveries.edit(message, record -> record.liveIntent(sent.submission().intent().key()));
    } else if (message.record.source() == Source.FOREIGN) {
      deliveries.origin(message).awaitForeign(lost.transaction().hash(), message);
    }
    if (message.record.delivery().isPresent()) {
      awaitOrphaning(message);
    }
  }

  void deliveryReorged(Tracked message, BlockRef removed) {
    if (!deliveries.isOpen(message) || !isIn(message.record.delivery(), removed)) {
      return;
    }
    LOG.warn(
        "Message {}: a reorganisation removed its delivery {}",
        message.id(),
        message.record.delivery().orElseThrow().inclusion());
    message.acceptance = null;
    deliveries.apply(message, new DeliveryEvent.DeliveryReorged(removed));
    Sent dispatch = message.dispatchSent;
    if (dispatch != null && dispatch.isPending()) {
      backToPending(dispatch);
    }
  }

  private static boolean isIn(Optional<Leg> leg, BlockRef block) {
    return leg.isPresent() && leg.get().inclusion().block().equals(block);
  }

  /** The block of a transaction of ours is gone, and with it what the transaction cost. */
  void removed(Sent sent) {
    sent.owners().stream().filter(deliveries::isOpen).forEach(message -> dropCosts(message, sent));
    sent.costs = List.of();
    backToPending(sent);
  }

  /** A transaction of ours is in no block any more: the same bytes go out again, if they may. */
  void backToPending(Sent sent) {
    if (steps.maySendAgain(sent)) {
      deliveries
          .desk(sent.submission().chain())
          .outbox(sent.submission().account())
          .sendAgain(sent);
    } else {
      withholdIfOver(sent);
    }
  }

  /** Its messages have ended and it may not be sent again: it never will be. */
  private void withholdIfOver(Sent sent) {
    if (!steps.maySendAgain(sent) && sent.owners().stream().noneMatch(deliveries::isOpen)) {
      sent.withheld = true;
    }
  }

  /**
   * Executed, and its dispatch is in no block. Once every block that existed then is final, the
   * dispatch does not come back by itself; a transaction of ours that is handed over again does,
   * until its account nonce is spent.
   */
  void awaitOrphaning(Tracked message) {
    ChainDesk origin = deliveries.origin(message);
    origin.await(
        Finality.FINAL,
        origin.seenHeight() + 1,
        () -> {
          if (deliveries.isOpen(message)
              && message.record.dispatch().isEmpty()
              && message.record.delivery().isPresent()
              && !isHandedOver(message.dispatchSent)) {
            message.dispatchGone = true;
            orphanIfSure(message);
          }
        });
  }

  private boolean isHandedOver(@Nullable Sent dispatch) {
    return dispatch != null && dispatch.isPending() && steps.maySendAgain(dispatch);
  }

  private void orphanIfSure(Tracked message) {
    Optional<Leg> delivery = message.record.delivery();
    if (message.dispatchGone
        && message.record.dispatch().isEmpty()
        && delivery.isPresent()
        && delivery.get().finality().atLeast(message.record.envelope().finality())) {
      deliveries.conclude(
          message,
          new DeliveryOutcome.Orphaned(
              delivery.get().inclusion(), "the origin became final without its dispatch"));
      Sent dispatch = message.dispatchSent;
      if (dispatch != null && dispatch.isPending()) {
        withholdIfOver(dispatch);
      }
    }
  }

  /** The destination has a final block past the message's expiry. */
  void finallyPastExpiry(Tracked message, ChainDesk desk) {
    MessageRecord record = message.record;
    if (!deliveries.isOpen(message) || record.delivery().isPresent()) {
      return;
    }
    Instant notAfter = record.notAfter().orElseThrow();
    boolean atDestination = desk == deliveries.destination(message);
    if (atDestination && record.dispatch().isEmpty()) {
      // Perhaps it was dispatched and delivered and we have not read the origin's block yet.
      deliveries.origin(message).awaitFinalTimeAfter(notAfter, message);
      return;
    }
    expireIfNotExecuted(message, notAfter);
  }

  /**
   * No block that we read shows the message executed, and none can any more. A node may have hidden
   * or spoilt the log, so the state of the destination's final block is asked as well: of that very
   * block, because a node that is behind has an older one.
   *
   * <p>Where blocks become final late, nodes have forgotten that state by then. The newest block is
   * asked instead: it comes after the final one, and what was executed stays so.
   */
  private void expireIfNotExecuted(Tracked message, Instant notAfter) {
    if (!deliveries.isOpen(message) || message.record.delivery().isPresent()) {
      return;
    }
    ChainHeads heads = deliveries.destination(message).heads().orElseThrow();
    List<ProtocolId> ids = message.record.protocolIds();
    deliveries
        .loop()
        .ask(
            () -> isExecuted(message.session(), ids, heads),
            executed -> {
              if (!deliveries.isOpen(message) || message.record.delivery().isPresent()) {
                return;
              }
              if (executed instanceof Answer.Value<Boolean> known && !known.value()) {
                deliveries.conclude(
                    message,
                    new DeliveryOutcome.Expired(
                        notAfter,
                        "the recipient refuses it from then on, and a final block past it is"
                            + " without it"));
                return;
              }
              if (executed instanceof Answer.Value<Boolean>) {
                sightings.lookBack(message);
              }
              Instant again = deliveries.loop().now().plus(deliveries.pause(1));
              deliveries.loop().at(again, () -> expireIfNotExecuted(message, notAfter));
            });
  }

  private static boolean isExecuted(
      TransportSession session, List<ProtocolId> ids, ChainHeads heads) {
    try {
      return ids.stream().anyMatch(id -> session.isDelivered(id, heads.finalized()));
    } catch (ChainUnavailableException forgotten) {
      LOG.debug("Of the final block {} nothing is said, asking", heads.finalized(), forgotten);
      return ids.stream().anyMatch(id -> session.isDelivered(id, heads.seen()));
    }
  }

  // Costs.

  private void addCosts(Tracked message, Sent sent, TransactionReceipt receipt) {
    AccountId payer = sent.submission().account();
    boolean dispatch = sent.purpose() == Sent.Purpose.DISPATCH;
    List<Fee> fees = new ArrayList<>();
    fees.add(
        new Fee(
            payer.chain(),
            Fee.NATIVE,
            receipt.feeWei(),
            payer,
            dispatch ? ORIGIN_GAS : DESTINATION_GAS));
    BigInteger value = sent.submission().intent().valueWei();
    if (dispatch && receipt.succeeded() && value.signum() > 0) {
      fees.add(new Fee(payer.chain(), Fee.NATIVE, value, payer, PROTOCOL_FEE));
    }
    if (dispatch && receipt.succeeded()) {
      sent.submission()
          .intent()
          .tokenFee()
          .map(asked -> TokenPaid.in(receipt, asked))
          .ifPresent(fees::add);
    }
    sent.costs = fees;
    deliveries.edit(message, record -> record.addAllCosts(fees));
  }

  /** What the transaction cost was never paid on the chain as it is now. */
  private void dropCosts(Tracked message, Sent sent) {
    List<Fee> costs = new ArrayList<>(message.record.costs());
    if (!sent.costs.isEmpty()) {
      sent.costs.forEach(costs::remove);
    } else if (sent.purpose() == Sent.Purpose.DISPATCH) {
      dropNewest(costs, ORIGIN_GAS);
      dropNewest(costs, PROTOCOL_FEE);
    } else {
      dropNewest(costs, DESTINATION_GAS);
    }
    deliveries.edit(message, record -> record.costs(costs));
  }

  private static void dropNewest(List<Fee> costs, String purpose) {
    for (int i = costs.size() - 1; i >= 0; i--) {
      if (costs.get(i).purpose().equals(purpose)) {
        costs.remove(i);
        return;
      }
    }
  }
}
