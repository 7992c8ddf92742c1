package dev.interlane.testkit.chain;

import static dev.interlane.testkit.chain.Fixture.COUNT;
import static dev.interlane.testkit.chain.Fixture.GWEI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.ChainId;
import dev.interlane.evm.transaction.Eip1559Transaction;
import dev.interlane.evm.transaction.SignedTransaction;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.Signer;
import dev.interlane.spi.SubmitRefusal;
import dev.interlane.spi.SubmitResult;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionPoolTest {
  private Fixture world = new Fixture();

  @Test
  void knowsATransactionThatWaits() {
    SignedTransaction waiting = world.send(world.alice, world.call(COUNT, 0));

    assertThat(world.chain.submit(waiting.raw())).isEqualTo(new SubmitResult.AlreadyKnown());
  }

  @Test
  void refusesAUsedNonce() {
    SignedTransaction mined = world.send(world.alice, world.call(COUNT, 0));
    world.chain.mine();

    assertThat(world.chain.submit(mined.raw()))
        .isEqualTo(
            new SubmitResult.Refused(
                SubmitRefusal.NONCE_TOO_LOW, "nonce too low: next nonce 1, tx nonce 0"));
  }

  @Test
  void queuesBehindANonceGapAndRunsOnceItIsFilled() {
    SignedTransaction second = world.send(world.alice, world.call(COUNT, 1));
    world.chain.mine();
    assertThat(world.chain.receipt(second.hash())).isEmpty();
    assertThat(pendingNonce(world.alice)).isZero();

    SignedTransaction first = world.send(world.alice, world.call(COUNT, 0));
    assertThat(pendingNonce(world.alice)).isEqualTo(2);
    world.chain.mine();

    assertThat(world.receipt(first).succeeded()).isTrue();
    assertThat(world.receipt(second).inclusion().block())
        .isEqualTo(world.receipt(first).inclusion().block());
  }

  /** Percent of the fee and of the tip a replacement bids, and whether geth takes it. */
  @ParameterizedTest
  @CsvSource({
    "100, 100, false",
    "109, 110, false",
    "110, 109, false",
    "110, 110, true",
    "200, 100, false",
    "100, 200, false",
    "125, 110, true",
  })
  void replacesOnlyWhenBothFeesRiseByATenth(int feePercent, int tipPercent, boolean accepted) {
    BigInteger fee = GWEI.multiply(BigInteger.valueOf(50));
    SignedTransaction first = world.send(world.alice, bidding(fee, GWEI));

    SubmitResult result =
        world.chain.submit(
            bidding(percent(fee, feePercent), percent(GWEI, tipPercent))
                .data(Bytes.of((byte) 1, (byte) 9))
                .build()
                .sign(world.alice)
                .raw());

    if (accepted) {
      assertThat(result).isInstanceOf(SubmitResult.Accepted.class);
      assertThat(world.chain.isWaiting(first.hash())).isFalse();
    } else {
      assertThat(result)
          .isEqualTo(
              new SubmitResult.Refused(
                  SubmitRefusal.REPLACEMENT_UNDERPRICED, "replacement transaction underpriced"));
      assertThat(world.chain.isWaiting(first.hash())).isTrue();
    }
  }

  @Test
  void refusesAnAccountThatCannotPayForAllItHasWaiting() {
    world.chain.fund(world.alice.address(), GWEI.multiply(BigInteger.valueOf(600_000)));
    world.send(world.alice, world.call(COUNT, 0));

    SubmitResult result = world.chain.submit(world.call(COUNT, 1).build().sign(world.alice).raw());

    assertThat(refusal(result)).isEqualTo(SubmitRefusal.INSUFFICIENT_FUNDS);
    assertThat(((SubmitResult.Refused) result).text())
        .contains("insufficient funds for gas * price + value")
        .contains("overshot 200000000000000");
  }

  @Test
  void refusesATipBelowTheMinimum() {
    SubmitResult result =
        world.chain.submit(bidding(GWEI, BigInteger.ZERO).build().sign(world.alice).raw());

    assertThat(refusal(result)).isEqualTo(SubmitRefusal.UNDERPRICED);
  }

  @Test
  void refusesWhatCanNeverBeValid() {
    assertThat(refusal(submit(world.call(COUNT, 0).gasLimit(21_000))))
        .isEqualTo(SubmitRefusal.INVALID);
    assertThat(refusal(submit(world.call(COUNT, 0).gasLimit(60_000_001))))
        .isEqualTo(SubmitRefusal.INVALID);
    assertThat(refusal(submit(world.call(COUNT, 0).chain(ChainId.eip155(1)))))
        .isEqualTo(SubmitRefusal.INVALID);
    assertThat(refusal(world.chain.submit(Bytes.of((byte) 2, (byte) 0xc0))))
        .isEqualTo(SubmitRefusal.INVALID);
    assertThat(refusal(world.chain.submit(Bytes.of(new byte[200_000]))))
        .isEqualTo(SubmitRefusal.INVALID);
  }

  @Test
  void leavesOutWhatDoesNotCoverTheBaseFee() {
    BigInteger half = GWEI.divide(BigInteger.TWO);
    SignedTransaction cheap = world.send(world.alice, bidding(half, BigInteger.ONE));

    world.chain.mine();
    assertThat(world.chain.receipt(cheap.hash())).isEmpty();
    for (int i = 0; i < 6; i++) {
      world.chain.mine();
    }

    assertThat(world.chain.receipt(cheap.hash())).isPresent();
  }

  @Test
  void aFullPoolKeepsTheGuaranteedSlotsOfEveryAccount() {
    world =
        new Fixture(
            Fixture.options()
                .pool(PoolRules.builder().maxTransactions(6).guaranteedSlots(2).build()));
    for (int nonce = 0; nonce < 6; nonce++) {
      world.send(world.alice, world.call(COUNT, nonce));
    }

    assertThat(refusal(submit(world.call(COUNT, 6)))).isEqualTo(SubmitRefusal.POOL_FULL);
    world.send(world.bob, world.call(COUNT, 0));
    world.send(world.bob, world.call(COUNT, 1));
    assertThat(refusal(world.chain.submit(world.call(COUNT, 2).build().sign(world.bob).raw())))
        .isEqualTo(SubmitRefusal.POOL_FULL);

    assertThat(pendingNonce(world.alice)).isEqualTo(4);
  }

  @Test
  void dropsTheLastOfTooManyQueuedTransactions() {
    world = new Fixture(Fixture.options().pool(PoolRules.builder().queuedPerAccount(2).build()));
    SignedTransaction last = world.send(world.alice, world.call(COUNT, 9));
    world.send(world.alice, world.call(COUNT, 7));
    world.send(world.alice, world.call(COUNT, 8));

    assertThat(world.chain.isWaiting(last.hash())).isFalse();
  }

  private SubmitResult submit(Eip1559Transaction.Builder transaction) {
    return world.chain.submit(transaction.build().sign(world.alice).raw());
  }

  private Eip1559Transaction.Builder bidding(BigInteger fee, BigInteger tip) {
    return world.call(COUNT, 0).maxFeePerGasWei(fee).maxPriorityFeePerGasWei(tip);
  }

  private static BigInteger percent(BigInteger amount, int percent) {
    return amount.multiply(BigInteger.valueOf(percent)).divide(BigInteger.valueOf(100));
  }

  private static SubmitRefusal refusal(SubmitResult result) {
    assertThat(result).isInstanceOf(SubmitResult.Refused.class);
    return ((SubmitResult.Refused) result).refusal();
  }

  private long pendingNonce(Signer signer) {
    return world.chain.accountNonce(signer.address(), BlockSelector.PENDING);
  }
}
