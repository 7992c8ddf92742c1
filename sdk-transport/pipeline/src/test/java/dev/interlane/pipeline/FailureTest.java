package dev.interlane.pipeline;

import static dev.interlane.pipeline.FakeWorld.DAY;
import static dev.interlane.pipeline.Fixtures.RELAYER;
import static dev.interlane.pipeline.Fixtures.SENDER;
import static dev.interlane.pipeline.Fixtures.STRANGER;
import static dev.interlane.pipeline.Fixtures.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.chain.Finality;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.error.IllegalInStateException;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.Actor;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.TimelineEntry;
import dev.interlane.spi.Step;
import dev.interlane.spi.StepResult;
import dev.interlane.spi.SubmitRefusal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Bad days: what chains, nodes, strangers and crashes do to a message. */
class FailureTest {
  private final FakeWorld world = new FakeWorld();

  @Test
  void aReorgBeforeInclusionChangesNothing() {
    MessageHandle handle = world.client.send(envelope("m").build());
    world.origin.reorg(2);

    assertExecutedOnce(handle);
  }

  @Test
  void aReorgThatRemovesTheDispatchDemotesAndHeals() {
    MessageHandle handle = world.client.send(envelope("m").build());
    passUntil(handle, DeliveryStatus.Dispatched.class);

    world.origin.reorg(1);
    world.driver.pass(Duration.ofSeconds(1));

    assertThat(handle.status()).isInstanceOf(DeliveryStatus.Accepted.class);
    DeliveryReceipt receipt = assertExecutedOnce(handle);
    assertThat(events(receipt)).contains(DeliveryEvent.DispatchReorged.class);
  }

  @Test
  void theSameBytesGoOutAgainWhenTheReorgForgotThem() {
    world.origin.forgetsReorganised = true;
    MessageHandle handle = world.client.send(envelope("m").build());
    passUntil(handle, DeliveryStatus.Dispatched.class);

    world.origin.reorg(1);

    assertExecutedOnce(handle);
    assertThat(world.origin.broadcasts).isEqualTo(2);
  }

  @Test
  void whatWaitsBehindOthersThatAreIncludedIsLeftAlone() {
    world.origin.transactionsPerBlock = 1;
    List<MessageHandle> handles = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      handles.add(world.client.send(envelope("m" + i).build()));
    }

    passUntil(handles.getLast(), DeliveryStatus.Dispatched.class);

    assertThat(world.origin.receiptQuestions).isZero();
    assertThat(world.origin.broadcasts).isEqualTo(12);
  }

  @Test
  void whatWaitsBehindOneThatIsStuckIsLookedAfter() {
    world.origin.transactionsPerBlock = 1;
    MessageHandle first = world.client.send(envelope("first").build());
    MessageHandle second = world.client.send(envelope("second").build());
    passUntil(first, DeliveryStatus.Dispatched.class);
    world.origin.forgetPool();

    passUntil(second, DeliveryStatus.Dispatched.class);

    assertThat(world.origin.broadcasts).isEqualTo(3);
  }

  @Test
  void anAttemptWaitsTheLongerTheLaterItIsLookedAfter() {
    world.origin.transactionsPerBlock = 0;
    MessageHandle handle = world.client.send(envelope("m").build());

    world.driver.pass(FakeWorld.BLOCK.multipliedBy(30));

    assertThat(world.origin.repricedAfterBlocks).isSorted().hasSizeGreaterThan(5);
    assertThat(world.origin.repricedAfterBlocks.getLast()).isGreaterThan(20);
    world.origin.transactionsPerBlock = 1;
    assertExecutedOnce(handle);
  }

  @Test
  void aReorgThatRemovesTheDeliveryDemotesAndHeals() {
    world.destination.forgetsReorganised = true;
    MessageHandle handle = world.client.send(envelope("m").build());
    passUntil(handle, DeliveryStatus.Delivered.class);

    world.destination.reorg(1);
    world.driver.pass(Duration.ofSeconds(1));

    assertThat(handle.status()).isInstanceOf(DeliveryStatus.Proven.class);
    DeliveryReceipt receipt = assertExecutedOnce(handle);
    assertThat(events(receipt)).contains(DeliveryEvent.DeliveryReorged.class);
    assertThat(receipt.costs()).hasSize(2);
  }

  @Test
  void aReorgOfAFailedDeliveryTakesItsCostBack() {
    world.destination.revertsExecutions = true;
    MessageHandle handle = world.client.send(envelope("m").build());
    world.passUntil(() -> handle.receipt().costs().size() == 2);

    world.destination.revertsExecutions = false;
    world.destination.reorg(1);

    assertThat(assertExecutedOnce(handle).costs()).hasSize(2);
  }

  @Test
  void aFeeThatRoseAboveTheCapIsNotPaid() {
    world.transport.valueWei = BigInteger.valueOf(101);
    MessageHandle handle =
        world.client.send(
            envelope("m").build(),
            SendOptions.builder().maxOriginFee(BigInteger.valueOf(100)).build());

    passUntil(handle, DeliveryStatus.Parked.class);

    DeliveryStatus.Parked parked = (DeliveryStatus.Parked) handle.status();
    assertThat(parked.reason())
        .isEqualTo("maxOriginFee: the dispatch asks 101 wei by now, the cap is 100");
    assertThat(parked.actor()).isEqualTo(Actor.APPLICATION);
    assertThat(world.origin.broadcasts).isZero();

    world.transport.valueWei = BigInteger.valueOf(100);
    handle.resume();
    assertExecutedOnce(handle);
  }

  @Test
  void aStrangerMayDeliverFirst() {
    world.destination.refuses = Optional.of(SubmitRefusal.POOL_FULL);
    MessageHandle handle = world.client.send(envelope("m").build());
    passUntil(handle, DeliveryStatus.Proven.class);

    world.destination.submitAs(STRANGER, FakeChain.execution(protocolId(handle)));

    DeliveryReceipt receipt = handle.awaitReceipt(DAY);
    assertThat(receipt.outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
    assertThat(receipt.status())
        .isInstanceOfSatisfying(
            DeliveryStatus.Delivered.class,
            delivered -> {
              assertThat(delivered.by()).isEqualTo(DeliveredBy.STRANGER);
              assertThat(delivered.submitter().evmAddress()).isEqualTo(STRANGER);
            });
    assertThat(world.destination.executions(protocolId(handle))).isOne();
  }

  @Test
  void ourOwnDeliveryThatComesSecondIsNoFailure() {
    MessageHandle handle = world.client.send(envelope("m").build());
    passUntil(handle, DeliveryStatus.Proven.class);
    // The stranger's transaction stands first in the pool, and so in the block.
    world.destination.submitAs(Fixtures.address(1), FakeChain.execution(protocolId(handle)));

    DeliveryReceipt receipt = handle.awaitReceipt(DAY);

    assertThat(receipt.outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
    assertThat(events(receipt)).doesNotContain(DeliveryEvent.AttemptFailed.class);
  }

  @Test
  void aHandlerThatRevertsEndsAsUndeliveredAndCanStillBeExecuted() {
    world.destination.revertsExecutions = true;
    MessageHandle handle = world.client.send(envelope("m").build());

    DeliveryReceipt receipt = handle.awaitReceipt(DAY);

    assertThat(receipt.outcome())
        .isInstanceOfSatisfying(
            DeliveryOutcome.Undelivered.class,
            undelivered -> assertThat(undelivered.reason()).contains("4 attempts", "reverted"));
    assertThat(events(receipt).stream().filter(DeliveryEvent.DeliveryReverted.class::equals))
        .hasSize(4);

    world.destination.revertsExecutions = false;
    world.destination.submitAs(STRANGER, FakeChain.execution(protocolId(handle)));
    world.driver.pass(Duration.ofMinutes(5));
    assertThat(handle.receipt().outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
  }

  @Test
  void theReceiptSaysWhyAMinedTransactionFailed() {
    world.destination.revertsExecutions = true;
    world.destination.whyFailed = Optional.of("reverted: Vault: paused");
    MessageHandle handle = world.client.send(envelope("m").build());

    DeliveryReceipt receipt = handle.awaitReceipt(DAY);

    String expected = "reverted: Vault: paused";
    assertThat(receipt.outcome())
        .isInstanceOfSatisfying(
            DeliveryOutcome.Undelivered.class,
            undelivered -> assertThat(undelivered.reason()).contains(expected));
    assertThat(receipt.timeline())
        .map(TimelineEntry::event)
        .filteredOn(DeliveryEvent.DeliveryReverted.class::isInstance)
        .hasSize(4)
        .allSatisfy(
            event ->
                assertThat(((DeliveryEvent.DeliveryReverted) event).reason()).isEqualTo(expected));
  }

  @Test
  void resumeTriesAgainWithAFreshCount() {
    world.destination.revertsExecutions = true;
    MessageHandle handle = world.client.send(envelope("m").build());
    handle.awaitReceipt(DAY);
    world.destination.revertsExecutions = false;

    handle.resume();

    assertExecutedOnce(handle);
  }

  @Test
  void aTransportThatNeedsAPersonParksUntilResumed() {
    boolean[] broken = {true};
    world.transport.overrides =
        context ->
            broken[0] && context.step().reaches() == Step.Stage.DELIVERED
                ? Optional.of(
                    new StepResult.Failed(
                        StepResult.FailureClass.PARK, "the route is paused", "ask its owner"))
                : Optional.empty();
    MessageHandle handle = world.client.send(envelope("m").build());
    passUntil(handle, DeliveryStatus.Parked.class);

    broken[0] = false;
    handle.resume();

    assertExecutedOnce(handle);
  }

  @Test
  void aBrokenTransportParksInsteadOfStoppingTheClient() {
    world.transport.overrides =
        context -> {
          throw new IllegalStateException("a bug of the transport");
        };
    MessageHandle handle = world.client.send(envelope("m").build());

    passUntil(handle, DeliveryStatus.Parked.class);

    assertThat(handle.status().toString()).contains("a bug of the transport");
    world.transport.overrides = context -> Optional.empty();
    assertExecutedOnce(world.client.send(envelope("n").build()));
  }

  @Test
  void anOutOfOrderNodeIsWaitedForWithoutCountingAttempts() {
    MessageHandle handle = world.client.send(envelope("m").build());
    passUntil(handle, DeliveryStatus.Dispatched.class);
    world.origin.down = true;
    world.destination.down = true;

    world.driver.pass(Duration.ofHours(5));

    assertThat(handle.receipt().outcomeIfKnown()).isEmpty();
    world.origin.down = false;
    world.destination.down = false;
    DeliveryReceipt receipt = assertExecutedOnce(handle);
    assertThat(events(receipt)).doesNotContain(DeliveryEvent.AttemptFailed.class);
  }

  @Test
  void aChainThatIsBackIsLookedAtSoonHoweverLongItWasAway() {
    MessageHandle sent = world.client.send(envelope("m").build());
    world.driver.pass(Duration.ofSeconds(1));
    world.origin.down = true;
    MessageHandle waiting = world.client.send(envelope("n").build());
    world.driver.pass(Duration.ofHours(5));
    assertThat(sent.status()).isInstanceOf(DeliveryStatus.Accepted.class);
    world.origin.down = false;

    world.driver.pass(Duration.ofSeconds(33));

    assertThat(sent.receipt().timeline())
        .anyMatch(entry -> entry.event() instanceof DeliveryEvent.DispatchIncluded);
    assertThat(world.origin.broadcasts).isEqualTo(2);
    assertExecutedOnce(waiting);
  }

  @Test
  void anAccountWithoutFundsParksAndGoesOnByItself() {
    world.origin.refuses = Optional.of(SubmitRefusal.INSUFFICIENT_FUNDS);
    MessageHandle handle = world.client.send(envelope("m").build());
    world.driver.pass(Duration.ofMinutes(1));
    assertThat(handle.status()).isInstanceOf(DeliveryStatus.Parked.class);

    world.origin.refuses = Optional.empty();

    assertExecutedOnce(handle);
    assertThat(world.origin.dispatches()).isOne();
  }

  @Test
  void whatTheChainHasNoAnswerAboutWaitsAlone() {
    Bytes endless = Bytes.concat(Bytes.of((byte) 1), Bytes.fromUtf8("endless"));
    world.origin.unanswered = intent -> intent.data().equals(endless);
    MessageHandle waiting = world.client.send(envelope("endless").build());

    assertExecutedOnce(world.client.send(envelope("other").build()));

    assertThat(waiting.status()).isInstanceOf(DeliveryStatus.Accepted.class);
    world.origin.unanswered = intent -> false;
    assertExecutedOnce(waiting);
  }

  @Test
  void aForgottenTransactionIsHandedOverAgain() {
    MessageHandle handle = world.client.send(envelope("m").build());
    world.origin.forgetPool();

    assertExecutedOnce(handle);
    assertThat(world.origin.dispatches()).isOne();
  }

  @Test
  void aNonceThatNobodyUsesAnyMoreIsFilled() {
    world.origin.submitAs(SENDER.evmAddress(), Bytes.EMPTY);
    MessageHandle handle = world.client.send(envelope("m").build());
    world.origin.forgetPool();

    assertExecutedOnce(handle);
    assertThat(world.origin.dispatches()).isOne();
  }

  @Test
  void severalNoncesOfForeignTransactionsInARemovedBlockAreFilled() {
    world.origin.forgetsReorganised = true;
    world.origin.submitAs(SENDER.evmAddress(), Bytes.EMPTY);
    world.origin.submitAs(SENDER.evmAddress(), Bytes.EMPTY);
    world.driver.pass(FakeWorld.BLOCK);
    MessageHandle handle = world.client.send(envelope("m").build());
    world.origin.reorg(1);

    assertExecutedOnce(handle);
    assertThat(world.origin.dispatches()).isOne();
    assertThat(
            world.origin.accountNonce(SENDER.evmAddress(), dev.interlane.spi.BlockSelector.LATEST))
        .isEqualTo(3);
  }

  @Test
  void aNodeThatIsBehindFinalBlocksShowsNoGap() {
    MessageHandle first = world.client.send(envelope("first").build());
    assertExecutedOnce(first);
    world.driver.pass(FakeWorld.BLOCK.multipliedBy(10));
    world.origin.noncesBehindBlocks = 1_000;
    world.origin.transactionsPerBlock = 0;
    MessageHandle second = world.client.send(envelope("second").build());

    world.driver.pass(FakeWorld.BLOCK.multipliedBy(20));

    world.origin.transactionsPerBlock = 1;
    assertExecutedOnce(second);
    assertThat(world.origin.dispatches()).isEqualTo(2);
  }

  @Test
  void whatFillsAGapIsJournaledBeforeItIsSent() {
    world.origin.submitAs(SENDER.evmAddress(), Bytes.EMPTY);
    MessageHandle handle = world.client.send(envelope("m").build());
    world.origin.forgetPool();
    world.origin.refuses = Optional.of(SubmitRefusal.OTHER);
    world.driver.pass(FakeWorld.BLOCK.multipliedBy(12));
    world.client.close();

    assertThat(world.journal.openSubmissions())
        .extracting(submission -> submission.intent().key())
        .contains("gap/" + SENDER + "/0")
        .hasSize(2);
    world.origin.refuses = Optional.empty();
    MessagingClient next = world.restarted();

    DeliveryReceipt receipt = next.find(handle.id()).orElseThrow().awaitReceipt(DAY);
    assertThat(receipt.outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
    assertThat(world.origin.dispatches()).isOne();
  }

  @Test
  void aForeignTransactionThatComesBackIsLeftAlone() {
    world.origin.submitAs(SENDER.evmAddress(), Bytes.EMPTY);
    MessageHandle handle = world.client.send(envelope("m").build());
    world.origin.forgetPool();
    world.driver.pass(FakeWorld.BLOCK.multipliedBy(4));
    world.origin.replace(SENDER.evmAddress(), 0, Bytes.EMPTY);
    world.driver.pass(FakeWorld.BLOCK.multipliedBy(4));

    assertThat(world.journal.openSubmissions())
        .extracting(submission -> submission.intent().key())
        .noneMatch(key -> key.startsWith("gap/"));
    assertExecutedOnce(handle);
  }

  @Test
  void aStolenNonceParksWhereARepeatCouldExecuteTwice() {
    MessageHandle handle = world.client.send(envelope("m").build());
    world.origin.replace(SENDER.evmAddress(), 0, Bytes.EMPTY);

    passUntil(handle, DeliveryStatus.Parked.class);

    assertThat(handle.status().toString()).contains("account nonce 0");
    assertThat(world.origin.dispatches()).isZero();
    handle.resume();
    assertExecutedOnce(handle);
  }

  @Test
  void whatIsCancelledAfterItsNonceWasStolenEndsCancelled() {
    MessageHandle parked = world.client.send(envelope("m").build());
    MessageHandle retrying = world.client.send(call("deposit(uint256)").build());
    world.origin.replace(SENDER.evmAddress(), 0, Bytes.EMPTY);
    world.origin.replace(SENDER.evmAddress(), 1, Bytes.EMPTY);
    passUntil(parked, DeliveryStatus.Parked.class);
    assertThat(retrying.status()).isInstanceOf(DeliveryStatus.Accepted.class);

    parked.cancel();
    retrying.cancel();
    world.driver.pass(Duration.ofHours(1));

    assertThat(parked.receipt().outcome()).isInstanceOf(DeliveryOutcome.Cancelled.class);
    assertThat(retrying.receipt().outcome()).isInstanceOf(DeliveryOutcome.Cancelled.class);
    assertThat(world.origin.dispatches()).isZero();
  }

  @Test
  void aStolenNonceIsReplacedWhereTheRecipientChecksIds() {
    MessageHandle handle = world.client.send(call("deposit(uint256)").build());
    world.origin.replace(SENDER.evmAddress(), 0, Bytes.EMPTY);

    assertExecutedOnce(handle);
    assertThat(world.origin.dispatches()).isOne();
  }

  @Test
  void anExecutionWhoseDispatchIsGoneForGoodIsOrphaned() {
    orphanOne();
  }

  private void orphanOne() {
    world.origin.forgetsReorganised = true;
    MessageHandle handle = world.client.send(envelope("m").finality(Finality.SEEN).build());
    passUntil(handle, DeliveryStatus.Proven.class);
    world.driver.pass(FakeWorld.BLOCK.dividedBy(2));

    // The destination's block with the delivery is not seen yet when the origin loses the dispatch.
    world.origin.reorg(1);
    world.origin.forgetPool();
    world.origin.refuses = Optional.of(SubmitRefusal.OTHER);
    DeliveryReceipt receipt = handle.awaitReceipt(DAY);

    assertThat(receipt.outcome()).isInstanceOf(DeliveryOutcome.Orphaned.class);
    assertThat(world.origin.dispatches()).isZero();
  }

  @Test
  void aDispatchOfWhatWasExecutedIsNotReplaced() {
    world.origin.forgetsReorganised = true;
    MessageHandle handle = world.client.send(envelope("m").build());
    passUntil(handle, DeliveryStatus.Dispatched.class);
    Bytes32 id = Bytes32.fromHex(handle.receipt().protocolIds().get(0).value());
    world.destination.submitAs(Fixtures.STRANGER, FakeChain.execution(id));
    passUntil(handle, DeliveryStatus.Delivered.class);
    world.origin.reorg(3);
    world.driver.pass(Duration.ofSeconds(1));
    world.origin.raisesOffers = true;

    assertThatExceptionOfType(IllegalInStateException.class)
        .isThrownBy(() -> world.client.operator().replace(handle.id()));

    world.driver.pass(FakeWorld.BLOCK.multipliedBy(4));
    assertThat(world.origin.dispatches()).isZero();
  }

  @Test
  void anExecutionOnAnotherChainIsNone() {
    MessageHandle handle = world.client.send(envelope("m").build());
    passUntil(handle, DeliveryStatus.Dispatched.class);
    Bytes32 id = Bytes32.fromHex(handle.receipt().protocolIds().get(0).value());
    world.origin.submitAs(Fixtures.STRANGER, FakeChain.execution(id));

    world.driver.pass(FakeWorld.BLOCK.multipliedBy(2));

    assertThat(handle.status()).isInstanceOf(DeliveryStatus.Dispatched.class);
    DeliveryReceipt receipt = assertExecutedOnce(handle);
    assertThat(receipt.delivery().orElseThrow().chain()).isEqualTo(Fixtures.DESTINATION);
  }

  @Test
  void anOrphansDispatchIsNotSentAgainAfterARestart() {
    orphanOne();
    world.client.close();
    world.origin.refuses = Optional.empty();

    MessagingClient next = world.restarted();
    // A chain is looked at while a message is open.
    MessageHandle second = next.send(envelope("second").build());

    assertExecutedOnce(second);
    assertThat(world.origin.dispatches()).isOne();
  }

  @Test
  void theAccountNonceOfAnOrphansDispatchIsSpentOnNothing() {
    orphanOne();
    world.origin.refuses = Optional.empty();
    MessageHandle second = world.client.send(envelope("second").build());

    assertExecutedOnce(second);
    assertThat(world.origin.dispatches()).isOne();
    assertThat(
            world.origin.accountNonce(SENDER.evmAddress(), dev.interlane.spi.BlockSelector.LATEST))
        .isEqualTo(2);
  }

  @Test
  void theAccountNonceOfADispatchThatVanishesAfterTheEndIsSpentOnNothing() {
    world.origin.forgetsReorganised = true;
    MessageHandle keepsLooking = world.client.send(call("deposit(uint256)").build());
    MessageHandle hasty = world.client.send(envelope("m").finality(Finality.SEEN).build());
    assertThat(hasty.awaitReceipt(DAY).outcome()).isInstanceOf(DeliveryOutcome.Executed.class);

    world.origin.reorg(3);

    assertExecutedOnce(keepsLooking);
    assertExecutedOnce(world.client.send(envelope("second").build()));
    assertThat(world.origin.dispatches()).isEqualTo(2);
  }

  @Test
  void anExecutionWaitsForItsDispatchAsLongAsThatIsHandedOver() {
    world.origin.forgetsReorganised = true;
    MessageHandle handle =
        world.client.send(call("deposit(uint256)").finality(Finality.SEEN).build());
    passUntil(handle, DeliveryStatus.Proven.class);
    world.driver.pass(FakeWorld.BLOCK.dividedBy(2));
    world.origin.reorg(1);
    world.origin.forgetPool();
    world.origin.refuses = Optional.of(SubmitRefusal.OTHER);

    world.driver.pass(FakeWorld.BLOCK.multipliedBy(30));

    assertThat(handle.status()).isInstanceOf(DeliveryStatus.Delivered.class);
    world.origin.refuses = Optional.empty();
    assertThat(handle.awaitReceipt(DAY).outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
    assertThat(world.origin.dispatches()).isOne();
  }

  @Test
  void anotherClientGoesOnFromTheSameJournal() {
    List<MessageHandle> handles = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      handles.add(world.client.send(envelope("m" + i).build()));
      world.driver.pass(Duration.ofSeconds(31));
    }
    world.client.close();
    world.driver.pass(Duration.ofMinutes(10));

    MessagingClient next = world.restarted();

    for (MessageHandle handle : handles) {
      DeliveryReceipt receipt = next.find(handle.id()).orElseThrow().awaitReceipt(DAY);
      assertThat(receipt.outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
    }
    assertThat(world.origin.dispatches()).isEqualTo(5);
  }

  @Test
  void aDispatchLostDuringAnOutageIsNoticed() {
    MessageHandle handle = world.client.send(envelope("m").build());
    passUntil(handle, DeliveryStatus.Dispatched.class);
    world.client.close();
    world.origin.reorg(2);
    world.driver.pass(Duration.ofMinutes(10));

    MessagingClient next = world.restarted();

    DeliveryReceipt receipt = next.find(handle.id()).orElseThrow().awaitReceipt(DAY);
    assertThat(receipt.outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
    assertThat(events(receipt)).contains(DeliveryEvent.DispatchReorged.class);
    assertThat(world.destination.executions(protocolId(handle))).isOne();
  }

  @Test
  void aClientWhoseLeaseIsVoidStops() {
    MessageHandle handle = world.client.send(envelope("m").build());
    MessagingClient next = world.restarted();

    world.driver.pass(Duration.ofMinutes(1));

    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> handle.awaitReceipt(DAY)))
        .isInstanceOf(dev.interlane.error.ClientClosedException.class);
    assertThat(next.find(handle.id()).orElseThrow().awaitReceipt(DAY).outcome())
        .isInstanceOf(DeliveryOutcome.Executed.class);
    assertThat(world.origin.dispatches()).isOne();
  }

  static MessageEnvelope.Builder call(String signature) {
    return MessageEnvelope.builder()
        .sender(SENDER)
        .recipient(Fixtures.RECIPIENT)
        .body(ContractCall.of(signature, 7));
  }

  private void passUntil(MessageHandle handle, Class<? extends DeliveryStatus> status) {
    for (int i = 0; i < 10_000 && !status.isInstance(handle.status()); i++) {
      world.driver.pass(Duration.ofSeconds(1));
    }
    assertThat(handle.status()).isInstanceOf(status);
  }

  private DeliveryReceipt assertExecutedOnce(MessageHandle handle) {
    DeliveryReceipt receipt = handle.awaitReceipt(DAY);
    assertThat(receipt.outcome()).isInstanceOf(DeliveryOutcome.Executed.class);
    assertThat(world.destination.executions(protocolId(handle))).isOne();
    assertThat(
            world.destination.accountNonce(
                RELAYER.evmAddress(), dev.interlane.spi.BlockSelector.LATEST))
        .isPositive();
    return receipt;
  }

  static Bytes32 protocolId(MessageHandle handle) {
    return Bytes32.fromHex(handle.receipt().protocolIds().getFirst().value());
  }

  private static List<Class<?>> events(DeliveryReceipt receipt) {
    return receipt.timeline().stream()
        .map(TimelineEntry::event)
        .<Class<?>>map(Object::getClass)
        .toList();
  }
}
