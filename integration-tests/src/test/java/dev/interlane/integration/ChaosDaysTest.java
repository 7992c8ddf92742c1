package dev.interlane.integration;

import static dev.interlane.testkit.assertion.InterlaneAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.client.MessageHandle;
import dev.interlane.devnet.DevnetContract;
import dev.interlane.devnet.chaos.Aim;
import dev.interlane.devnet.chaos.Injection;
import dev.interlane.devnet.chaos.NodeFault;
import dev.interlane.evm.rpc.JsonRpcChainPort;
import dev.interlane.evm.submit.FeePolicy;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.AcceptedUnder;
import dev.interlane.receipt.Actor;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryEvent.DeliverySeen;
import dev.interlane.receipt.DeliveryEvent.DeliverySubmitted;
import dev.interlane.receipt.DeliveryEvent.DispatchIncluded;
import dev.interlane.receipt.DeliveryEvent.DispatchSubmitted;
import dev.interlane.receipt.DeliveryEvent.Parked;
import dev.interlane.receipt.DeliveryEvent.ProofAccepted;
import dev.interlane.receipt.DeliveryReceipt;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad days of nodes, pools, fees and keys, with Hyperlane's real contracts: whatever happens on the
 * way, the message is executed once, or parked with the true reason and executed once a person has
 * mended it.
 */
class ChaosDaysTest extends OnChaosChains {
  private static final String SEND = "eth_sendRawTransaction";

  /** Which of the two chains has the bad day. */
  enum At {
    ORIGIN,
    DESTINATION;

    ChaosChains.Side of(ChaosChains chains) {
      return this == ORIGIN ? chains.origin : chains.destination;
    }

    /** What is told when our transaction there is signed, and before it is sent. */
    Class<? extends DeliveryEvent> submitted() {
      return this == ORIGIN ? DispatchSubmitted.class : DeliverySubmitted.class;
    }

    /** What is told when our transaction there is in a block. */
    Class<? extends DeliveryEvent> included() {
      return this == ORIGIN ? DispatchIncluded.class : DeliverySeen.class;
    }
  }

  static Stream<Class<? extends DeliveryEvent>> everyStep() {
    return Stream.of(
        DeliveryEvent.Accepted.class,
        DispatchSubmitted.class,
        DispatchIncluded.class,
        ProofAccepted.class,
        DeliverySubmitted.class,
        DeliverySeen.class);
  }

  @ParameterizedTest
  @MethodSource("everyStep")
  void bothNodesAreDownAtEveryStep(Class<? extends DeliveryEvent> step) {
    backend.relayClient();
    backend.once(step, event -> bothNodes(new NodeFault.Down(), Aim.everything().times(6)));

    executedOnce(backend.send(DevnetContract.TRUSTED_RELAYER_VAULT));
  }

  @ParameterizedTest
  @EnumSource(At.class)
  void theAnswerIsLostAfterTheTransactionWasAccepted(At at) {
    backend.relayClient();
    Injection lost = at.of(chains).node.inject(new NodeFault.ResetAfter(), Aim.at(SEND).times(1));
    long before = at.of(chains).accountNonce();

    executedOnce(backend.send(DevnetContract.TRUSTED_RELAYER_VAULT));

    assertThat(lost.strikes()).isEqualTo(1);
    assertThat(at.of(chains).accountNonce()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @EnumSource(At.class)
  void aTransactionReachesTheNodeTwice(At at) {
    backend.relayClient();
    Injection twice = at.of(chains).node.inject(new NodeFault.Duplicate(), Aim.at(SEND));
    long before = at.of(chains).accountNonce();

    executedOnce(backend.send(DevnetContract.TRUSTED_RELAYER_VAULT));

    assertThat(twice.strikes()).isPositive();
    assertThat(at.of(chains).accountNonce()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @EnumSource(At.class)
  void somebodyElseUsesTheAccountNonce(At at) {
    ChaosChains.Side side = at.of(chains);
    backend.relayClient();
    side.node.inject(new NodeFault.Down(), Aim.at(SEND));
    backend.once(
        at.submitted(),
        event -> {
          Bytes32 theft = side.steal(nonceOf(event));
          backend.await(chains.until(() -> side.honest.receipt(theft).isPresent()));
          side.node.calm();
        });

    DeliveryReceipt receipt = executedOnce(backend.send(DevnetContract.TRUSTED_RELAYER_VAULT));

    assertThat(failures(receipt))
        .anyMatch(reason -> reason.contains("another transaction finally took account nonce"));
  }

  private static long nonceOf(DeliveryEvent submitted) {
    return submitted instanceof DispatchSubmitted dispatch
        ? dispatch.accountNonce()
        : ((DeliverySubmitted) submitted).accountNonce();
  }

  private static List<String> failures(DeliveryReceipt receipt) {
    return receipt.timeline().stream()
        .map(entry -> entry.event())
        .filter(DeliveryEvent.AttemptFailed.class::isInstance)
        .map(event -> ((DeliveryEvent.AttemptFailed) event).reason())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(At.class)
  void feesRiseTenfold(At at) {
    ChaosChains.Side side = at.of(chains);
    backend.relayClient();
    BigInteger before = BigInteger.valueOf(2_000_000_000);
    side.baseFee(before);
    side.chain.holdBlocks();
    backend.once(at.submitted(), event -> side.baseFee(before.multiply(BigInteger.TEN)));

    DeliveryReceipt receipt = executedOnce(backend.send(DevnetContract.TRUSTED_RELAYER_VAULT));

    assertThat(receipt.timeline().stream().filter(e -> at.submitted().isInstance(e.event())))
        .as("the transaction and its replacement")
        .hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @EnumSource(At.class)
  void feesReachTheCap(At at) {
    ChaosChains.Side side = at.of(chains);
    BigInteger gwei = BigInteger.valueOf(1_000_000_000);
    backend.relayClient(
        FeePolicy.builder().maxFeePerGasWei(gwei.multiply(BigInteger.valueOf(20))).build());
    CompletableFuture<Parked> parked = backend.first(Parked.class);
    MessageHandle handle =
        backend.send(
            DevnetContract.TRUSTED_RELAYER_VAULT,
            () -> side.baseFee(gwei.multiply(BigInteger.valueOf(100))));

    assertThat(backend.await(parked).reason()).contains("the cap is 20000000000");
    assertThat(backend.executions(handle.id())).isZero();
    side.baseFee(gwei);
    backend.await(chains.until(() -> side.chain.nextBaseFeeWei().equals(gwei)));
    handle.resume();

    executedOnce(handle);
  }

  @ParameterizedTest
  @EnumSource(At.class)
  void thePoolForgetsTheTransaction(At at) {
    ChaosChains.Side side = at.of(chains);
    backend.relayClient();
    side.hold();
    side.chain.holdBlocks();
    CompletableFuture<Void> dropped = new CompletableFuture<>();
    backend.once(
        at.submitted(),
        event -> {
          Bytes32 hash =
              event instanceof DispatchSubmitted dispatch
                  ? dispatch.transaction().hash()
                  : ((DeliverySubmitted) event).transaction().hash();
          chains.until(() -> side.chain.drop(hash), dropped);
        });

    MessageHandle handle = backend.send(DevnetContract.TRUSTED_RELAYER_VAULT);
    backend.await(dropped);
    side.release();

    executedOnce(handle);
  }

  @ParameterizedTest
  @EnumSource(At.class)
  void aReorganisationTakesTheTransactionBack(At at) {
    ChaosChains.Side side = at.of(chains);
    backend.relayClient();
    side.hold();
    Class<? extends DeliveryEvent> inABlock =
        at == At.ORIGIN ? DispatchIncluded.class : DeliverySeen.class;
    backend.once(
        inABlock,
        event -> {
          side.chain.reorg(1);
          side.release();
        });

    DeliveryReceipt receipt = executedOnce(backend.send(DevnetContract.TRUSTED_RELAYER_VAULT));

    assertThat(receipt)
        .went(
            at == At.ORIGIN
                ? DeliveryEvent.DispatchReorged.class
                : DeliveryEvent.DeliveryReorged.class)
        .wasDeliveredBy(DeliveredBy.SELF);
  }

  @ParameterizedTest
  @MethodSource("everyStep")
  void theNodesFallBehindByTwentyBlocks(Class<? extends DeliveryEvent> step) {
    backend.relayClient();
    backend.once(step, event -> bothNodes(new NodeFault.Stale(20), Aim.everything().times(30)));

    executedOnce(backend.send(DevnetContract.TRUSTED_RELAYER_VAULT));
  }

  @Test
  void theNodesHaveNoLogs() {
    backend.relayClient();
    List<Injection> missing = bothNodes(new NodeFault.MissingLogs(), Aim.everything());

    executedOnce(backend.send(DevnetContract.TRUSTED_RELAYER_VAULT));

    assertThat(missing).allMatch(fault -> fault.strikes() > 0);
  }

  @Test
  void theNodesAnswerMoreSlowlyThanTheirChainsMakeBlocks() {
    backend.relayClient();
    bothNodes(new NodeFault.Latency(100), Aim.everything());
    long behind = chains.origin.chain.height() + 200;
    backend.await(chains.until(() -> chains.origin.chain.height() >= behind));

    executedOnce(backend.send(DevnetContract.TRUSTED_RELAYER_VAULT));
  }

  @ParameterizedTest
  @EnumSource(At.class)
  void theNodeAnswersForABlockItHasNotFinished(At at) {
    ChaosChains.Side side = at.of(chains);
    backend.relayClient();
    CompletableFuture<? extends DeliveryEvent> included = backend.first(at.included());
    side.hold();
    Injection unfinished =
        side.node.inject(
            new NodeFault.UnfinishedBlock(),
            Aim.at("eth_getBlockReceipts", "eth_getLogs").times(2));

    MessageHandle handle = backend.send(DevnetContract.TRUSTED_RELAYER_VAULT);
    backend.await(included);
    side.release();

    executedOnce(handle);
    assertThat(unfinished.strikes()).isPositive();
  }

  @Test
  void theNodeHasForgottenTheStateOfTheBlockThatExecuted() {
    backend.relayClient();
    Injection pruned =
        chains.destination.node.inject(NodeFault.Pruned.toTheNewest(), Aim.everything());

    DeliveryReceipt receipt = executedOnce(backend.send(DevnetContract.TRUSTED_RELAYER_VAULT));

    AcceptedUnder accepted = receipt.acceptedUnder().orElseThrow();
    assertThat(accepted.match()).isEqualTo(AcceptedUnder.Match.UNKNOWN);
    assertThat(accepted.rule()).contains("missing trie node");
    assertThat(pruned.strikes()).isPositive();
  }

  @Test
  void oneOfThreeNodesHasForgottenTheStateOfTheBlockThatExecuted() {
    try (JsonRpcChainPort origin = chains.origin.three();
        JsonRpcChainPort destination = chains.destination.three()) {
      backend.open(
          ChaosBackend.relay(chains.deployments()),
          ChaosBackend.STUBBORN,
          chains.origin.over(origin),
          chains.destination.over(destination));
      chains.destination.node.inject(NodeFault.Pruned.toTheNewest(), Aim.everything());

      DeliveryReceipt receipt = executedOnce(backend.send(DevnetContract.TRUSTED_RELAYER_VAULT));
      backend.close();

      assertThat(receipt.acceptedUnder().orElseThrow().match())
          .isEqualTo(AcceptedUnder.Match.AS_PROVEN);
    }
  }

  static Stream<NodeFault> lies() {
    return Stream.of(
        new NodeFault.FalseReceipt(),
        new NodeFault.FalseLogs(),
        new NodeFault.FalseBlockHash(),
        new NodeFault.FalseCallResult(Bytes32.ZERO.toBytes()),
        new NodeFault.MissingLogs());
  }

  @ParameterizedTest
  @MethodSource("lies")
  void aNodeLiesAloneAgainstTwoHonestOnes(NodeFault lie) {
    try (JsonRpcChainPort origin = chains.origin.three();
        JsonRpcChainPort destination = chains.destination.three()) {
      backend.open(
          ChaosBackend.relay(chains.deployments()),
          ChaosBackend.STUBBORN,
          chains.origin.over(origin),
          chains.destination.over(destination));
      List<Injection> lying = bothNodes(lie, Aim.everything());

      executedOnce(backend.send(DevnetContract.TRUSTED_RELAYER_VAULT));
      backend.close();

      assertThat(lying).allMatch(one -> one.strikes() > 0);
      // Whether the liar is named depends on whether it was among those asked; nobody else is.
      String liar = ":" + chains.destination.node.url().getPort();
      assertThat(destination.contradictions())
          .allSatisfy((name, count) -> assertThat(name.endsWith(liar) || count == 0).isTrue());
    }
  }

  @ParameterizedTest
  @EnumSource(At.class)
  void theKeyHasNoFunds(At at) {
    ChaosChains.Side side = at.of(chains);
    backend.relayClient();
    CompletableFuture<Parked> parked = backend.first(Parked.class);
    MessageHandle handle =
        backend.send(
            DevnetContract.TRUSTED_RELAYER_VAULT,
            () -> side.chain.setBalance(side.key.address(), BigInteger.ONE));

    Parked reason = backend.await(parked);
    assertThat(reason.reason()).contains("Insufficient funds of " + side.account());
    assertThat(reason.actor()).isEqualTo(Actor.OPERATOR);
    assertThat(backend.executions(handle.id())).isZero();
    side.chain.setBalance(side.key.address(), BigInteger.TEN.pow(22));
    handle.resume();

    executedOnce(handle);
  }

  private List<Injection> bothNodes(NodeFault fault, Aim aim) {
    return List.of(
        chains.origin.node.inject(fault, aim), chains.destination.node.inject(fault, aim));
  }

  private DeliveryReceipt executedOnce(MessageHandle handle) {
    DeliveryReceipt receipt = handle.awaitReceipt(ChaosBackend.PATIENCE);
    assertThat(receipt).isExecuted();
    assertThat(backend.executions(handle.id())).isEqualTo(1);
    return receipt;
  }
}
