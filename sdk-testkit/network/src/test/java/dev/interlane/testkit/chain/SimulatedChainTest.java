package dev.interlane.testkit.chain;

import static dev.interlane.testkit.chain.Fixture.COUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.Finality;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.evm.transaction.SignedTransaction;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockHeader;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.GasEstimate;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.TransactionReceipt;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatedChainTest {
  private final Fixture world = new Fixture();
  private final SimulatedChain chain = world.chain;

  @Test
  void makesABlockEveryBlockTime() {
    world.scheduler.advance(Duration.ofSeconds(10));

    assertThat(chain.heads().seen().height()).isEqualTo(5);
    assertThat(chain.heads().safe().height()).isEqualTo(3);
    assertThat(chain.heads().finalized().height()).isEqualTo(1);
    assertThat(chain.heads().rule()).isEqualTo("safe at depth 2, final at depth 4");
    for (long height = 1; height <= 5; height++) {
      BlockHeader header = chain.header(height).orElseThrow();
      BlockHeader parent = chain.header(height - 1).orElseThrow();
      assertThat(header.parentHash()).isEqualTo(parent.block().hash());
      assertThat(header.timestamp()).isEqualTo(parent.timestamp().plusSeconds(2));
    }
  }

  @Test
  void runsATransactionAndSaysWhatItDid() {
    SignedTransaction sent = world.send(world.alice, world.call(COUNT, 0));
    world.scheduler.advance(Duration.ofSeconds(2));

    TransactionReceipt receipt = world.receipt(sent);
    assertThat(receipt.succeeded()).isTrue();
    assertThat(receipt.sender()).isEqualTo(world.alice.address());
    assertThat(receipt.to()).contains(world.counter);
    assertThat(receipt.inclusion().block()).isEqualTo(chain.heads().seen());
    assertThat(receipt.logs()).hasSize(1);
    assertThat(receipt.logs().get(0).isEvent(Fixture.COUNTED)).isTrue();
    assertThat(world.count()).isEqualTo(1);
    assertThat(chain.balanceWei(world.alice.address(), BlockSelector.LATEST))
        .isEqualTo(Fixture.ETHER.subtract(receipt.feeWei()));
    assertThat(chain.accountNonce(world.alice.address(), BlockSelector.LATEST)).isEqualTo(1);
  }

  @Test
  void numbersTheLogsOfABlockAndFindsThem() {
    world.send(world.alice, world.call(COUNT, 0));
    world.send(world.alice, world.call(COUNT, 1));
    world.send(world.bob, world.call(COUNT, 0));
    chain.mine();
    LogFilter filter = new LogFilter(List.of(world.counter), List.of(Fixture.COUNTED));

    List<ChainLog> logs = chain.logs(filter, chain.heads().seen());

    assertThat(logs).extracting(ChainLog::logIndex).containsExactly(0, 1, 2);
    assertThat(chain.logs(filter, 0, 100)).isEqualTo(logs);
    assertThat(
            chain.logs(
                new LogFilter(List.of(world.counter), List.of(Bytes32.ZERO)), chain.heads().seen()))
        .isEmpty();
    assertThat(chain.logs(new LogFilter(List.of(world.bob.address()), List.of()), 0, 100))
        .isEmpty();
  }

  @Test
  void aRevertUndoesEverythingButNonceAndFee() {
    SignedTransaction sent = world.send(world.alice, world.call(Fixture.REVERT, 0));
    chain.mine();

    TransactionReceipt receipt = world.receipt(sent);
    assertThat(receipt.succeeded()).isFalse();
    assertThat(receipt.logs()).isEmpty();
    assertThat(chain.revertData(sent.hash())).contains(Bytes.fromHex("dead"));
    assertThat(chain.accountNonce(world.alice.address(), BlockSelector.LATEST)).isEqualTo(1);
    assertThat(receipt.gasUsed()).isLessThan(30_000);
    assertThat(chain.balanceWei(world.alice.address(), BlockSelector.LATEST))
        .isEqualTo(Fixture.ETHER.subtract(receipt.feeWei()));
  }

  @Test
  void runningOutOfGasUsesAllOfIt() {
    SignedTransaction sent = world.send(world.alice, world.call(Fixture.BURN, 0));
    chain.mine();

    assertThat(world.receipt(sent).succeeded()).isFalse();
    assertThat(world.receipt(sent).gasUsed()).isEqualTo(200_000);
  }

  @Test
  void aStaticCallCannotWrite() {
    world.send(world.alice, world.call(Fixture.WRITE_IN_STATIC_CALL, 0).gasLimit(1_000_000));
    chain.mine();

    assertThat(world.count()).isZero();
  }

  @Test
  void aCaughtRevertUndoesTheInnerCallOnly() {
    SignedTransaction sent = world.send(world.alice, world.call(Fixture.CATCH_A_REVERT, 0));
    chain.mine();

    assertThat(world.count()).isEqualTo(1);
    assertThat(world.receipt(sent).logs()).hasSize(1);
  }

  @Test
  void endlessRecursionEndsByGas() {
    SignedTransaction sent =
        world.send(world.alice, world.call(Fixture.CALL_YOURSELF_FOR_EVER, 0).gasLimit(30_000_000));
    chain.mine();

    assertThat(world.receipt(sent).gasUsed()).isLessThanOrEqualTo(30_000_000);
    assertThat(world.count()).isPositive();
  }

  @Test
  void aCallLeavesNoTrace() {
    CallResult result = chain.call(CallRequest.view(world.counter, COUNT), BlockSelector.LATEST);

    assertThat(result).isEqualTo(new CallResult.Returned(Bytes.EMPTY));
    assertThat(world.count()).isZero();
    assertThat(chain.call(CallRequest.view(world.counter, Fixture.REVERT), BlockSelector.LATEST))
        .isEqualTo(new CallResult.Reverted(Bytes.fromHex("dead")));
  }

  @Test
  void answersFromTheStateOfAnEarlierBlock() {
    List<BlockRef> blocks = new ArrayList<>();
    for (int nonce = 0; nonce < 5; nonce++) {
      world.send(world.alice, world.call(COUNT, nonce));
      chain.mine();
      blocks.add(chain.heads().seen());
    }

    for (int i = 0; i < blocks.size(); i++) {
      BlockSelector at = new BlockSelector.AtBlock(blocks.get(i));
      assertThat(countAt(at)).isEqualTo(i + 1);
      assertThat(chain.accountNonce(world.alice.address(), at)).isEqualTo(i + 1);
    }
    assertThat(countAt(new BlockSelector.AtFinality(Finality.SAFE))).isEqualTo(3);
    assertThat(countAt(new BlockSelector.AtFinality(Finality.FINAL))).isEqualTo(1);

    world.send(world.alice, world.call(COUNT, 5));
    chain.mine();
    assertThat(world.count()).isEqualTo(6);
  }

  @Test
  void prunesOldStateAndSaysSo() {
    world.send(world.alice, world.call(COUNT, 0));
    chain.mine();
    BlockRef old = chain.heads().seen();
    for (int i = 0; i < 100; i++) {
      chain.mine();
    }

    assertThat(world.count()).isEqualTo(1);
    assertThatThrownBy(() -> countAt(new BlockSelector.AtBlock(old)))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("pruned");
  }

  @Test
  void estimatesWhatIsEnoughEvenForNestedCalls() {
    CallRequest request =
        new CallRequest(
            world.alice.address(), world.counter, Fixture.CATCH_A_REVERT, BigInteger.ZERO);

    long gas = ((GasEstimate.Enough) chain.estimateGas(request)).gas();
    SignedTransaction sent =
        world.send(world.alice, world.call(Fixture.CATCH_A_REVERT, 0).gasLimit(gas));
    chain.mine();

    assertThat(world.receipt(sent).succeeded()).isTrue();
    assertThat(world.receipt(sent).gasUsed()).isLessThanOrEqualTo(gas);
    assertThat(chain.estimateGas(CallRequest.view(world.counter, Fixture.REVERT)))
        .isEqualTo(new GasEstimate.Reverts(Bytes.fromHex("dead")));
  }

  @Test
  void namesWhoRanOutOfGas() {
    assertThat(chain.haltOf(CallRequest.view(world.counter, Fixture.BURN)))
        .contains("out of gas in " + world.counter);
    assertThat(chain.haltOf(CallRequest.view(world.counter, Fixture.REVERT))).isEmpty();
    assertThat(chain.haltOf(CallRequest.view(world.counter, Fixture.READ))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aReorganisationReplacesBlocksAndMovesTheirTransactions(Displaced displaced) {
    chain.mine();
    SignedTransaction sent = world.send(world.alice, world.call(COUNT, 0));
    chain.mine();
    BlockRef orphaned = chain.heads().seen();
    chain.mine();
    BlockRef head = chain.heads().seen();

    chain.reorg(2, displaced);

    assertThat(chain.heads().seen().height()).isEqualTo(head.height());
    assertThat(chain.heads().seen()).isNotEqualTo(head);
    assertThat(chain.header(orphaned.hash())).isEmpty();
    assertThatThrownBy(() -> chain.receipts(orphaned))
        .isInstanceOf(ChainUnavailableException.class);
    switch (displaced) {
      case RETURNED_TO_POOL -> {
        assertThat(chain.receipt(sent.hash())).isEmpty();
        assertThat(chain.isWaiting(sent.hash())).isTrue();
        assertThat(world.count()).isZero();
        chain.mine();
        assertThat(world.receipt(sent).succeeded()).isTrue();
        assertThat(world.count()).isEqualTo(1);
      }
      case WITHDRAWN -> {
        chain.mine();
        assertThat(chain.receipt(sent.hash())).isEmpty();
        assertThat(chain.isWaiting(sent.hash())).isFalse();
        assertThat(world.count()).isZero();
        assertThat(chain.accountNonce(world.alice.address(), BlockSelector.LATEST)).isZero();
        assertThat(chain.balanceWei(world.alice.address(), BlockSelector.LATEST))
            .isEqualTo(Fixture.ETHER);
      }
      case REINCLUDED -> {
        assertThat(world.receipt(sent).inclusion().block()).isEqualTo(chain.heads().seen());
        assertThat(world.count()).isEqualTo(1);
      }
    }
  }

  @Test
  void actsOfTheTestSurviveAReorganisation() {
    chain.mine();
    chain.perform(CallRequest.view(world.counter, COUNT));
    world.send(world.alice, world.call(COUNT, 0));
    chain.mine();
    assertThat(world.count()).isEqualTo(2);

    chain.reorg(2, Displaced.WITHDRAWN);

    assertThat(world.count()).isEqualTo(1);
  }

  @Test
  void refusesToReorganiseWhatIsNotThere() {
    chain.mine();

    assertThatThrownBy(() -> chain.reorg(2, Displaced.WITHDRAWN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 1 deep, got 2");
  }

  @Test
  void tellsOfNewHeadsUntilNobodyListens() {
    List<BlockRef> seen = new ArrayList<>();
    var subscription = chain.onHead(() -> seen.add(chain.heads().seen()));
    chain.mine();
    chain.reorg(1, Displaced.WITHDRAWN);
    subscription.close();
    chain.mine();

    assertThat(seen).hasSize(2);
    assertThat(seen.get(0)).isNotEqualTo(seen.get(1));
  }

  @Test
  void theSameSeedGivesTheSameBlocksAndAnotherSeedOthers() {
    assertThat(story(7)).isEqualTo(story(7));
    assertThat(story(7)).doesNotContainAnyElementsOf(story(8));
  }

  private static List<Bytes32> story(long seed) {
    Fixture world = new Fixture(Fixture.options().seed(seed));
    List<Bytes32> hashes = new ArrayList<>();
    world.send(world.alice, world.call(COUNT, 0));
    world.send(world.bob, world.call(COUNT, 0));
    world.scheduler.advance(Duration.ofSeconds(6));
    world.chain.reorg(2, Displaced.REINCLUDED);
    for (long height = 0; height <= 3; height++) {
      hashes.add(world.chain.header(height).orElseThrow().block().hash());
    }
    return hashes;
  }

  private long countAt(BlockSelector at) {
    CallResult result = chain.call(CallRequest.view(world.counter, Fixture.READ), at);
    return Bytes32.of(((CallResult.Returned) result).data()).toUnsigned().longValueExact();
  }
}
