package dev.interlane.evm.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.spi.FeeSuggestion;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferTest {
  @Test
  void offersTwiceTheBaseFeeAndTheTip() {
    assertThat(Offer.of(market(100, 3), capped(1_000))).contains(offer(203, 3));
  }

  @Test
  void staysBelowTheCapAndIsNoneWhenTheNextBlockCostsMore() {
    assertThat(Offer.of(market(100, 3), capped(150))).contains(offer(150, 3));
    assertThat(Offer.of(market(100, 3), capped(103))).contains(offer(103, 3));
    assertThat(Offer.of(market(100, 3), capped(102))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // maxFee, tip, cap, raised maxFee, raised tip: an eighth more, rounded up
    "1000, 80, 9999, 1125, 90",
    "1001, 81, 9999, 1127, 92",
    "1, 0, 9999, 2, 1",
    // the cap shortens the step, but never below a tenth
    "1000, 80, 1110, 1110, 90",
    "1000, 80, 1100, 1100, 90",
    // the tip rises within the fee
    "1000, 1000, 1100, 1100, 1100"
  })
  void raisesBothFeesByTheRule(long maxFee, long tip, long cap, long raisedFee, long raisedTip) {
    assertThat(offer(maxFee, tip).raised(market(0, 0), capped(cap)))
        .contains(offer(raisedFee, raisedTip));
  }

  @ParameterizedTest
  @CsvSource({"1000, 80, 1099", "1000, 80, 1000", "1000, 80, 10"})
  void leavesAnOfferThatTheCapDoesNotLetRiseEnough(long maxFee, long tip, long cap) {
    assertThat(offer(maxFee, tip).raised(market(0, 0), capped(cap))).isEmpty();
  }

  @Test
  void raisesToTheMarketWhenThatIsMore() {
    assertThat(offer(1000, 80).raised(market(2000, 200), capped(9999))).contains(offer(4200, 200));
    assertThat(offer(1000, 80).raised(market(2000, 200), capped(2500))).contains(offer(2500, 200));
  }

  @Test
  void sufficesWhenTheNextBlockWouldTakeIt() {
    assertThat(offer(103, 3).suffices(market(100, 3))).isTrue();
    assertThat(offer(102, 3).suffices(market(100, 3))).isFalse();
    assertThat(offer(200, 2).suffices(market(100, 3))).isFalse();
  }

  @Test
  void raisesWithinWhatNodesAskAndTheCapAllows() {
    long seed = Long.getLong("interlane.seed", System.nanoTime());
    System.out.println("OfferTest: seed " + seed + ", repeat it with -Dinterlane.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      BigInteger fee = new BigInteger(1 + random.nextInt(60), random);
      BigInteger tip = new BigInteger(60, random).mod(fee.add(BigInteger.ONE));
      BigInteger cap = new BigInteger(1 + random.nextInt(62), random).add(BigInteger.ONE);
      FeeSuggestion now =
          new FeeSuggestion(
              new BigInteger(random.nextInt(60), random),
              new BigInteger(random.nextInt(60), random));
      FeePolicy policy =
          FeePolicy.builder().maxFeePerGasWei(cap).bumpPermille(100 + random.nextInt(400)).build();

      Optional<Offer> raised = new Offer(fee, tip).raised(now, policy);

      if (raised.isPresent()) {
        BigInteger raisedFee = raised.get().maxFee();
        BigInteger raisedTip = raised.get().tip();
        assertThat(raisedFee).isLessThanOrEqualTo(cap).isGreaterThan(fee);
        assertThat(raisedTip).isLessThanOrEqualTo(raisedFee).isGreaterThan(tip);
        assertThat(tenths(raisedFee, 10)).isGreaterThanOrEqualTo(tenths(fee, 11));
        assertThat(tenths(raisedTip, 10)).isGreaterThanOrEqualTo(tenths(tip, 11));
      } else {
        // It is left only where a tenth more of the fee is above the cap.
        assertThat(tenths(fee, 11).max(tenths(fee.add(BigInteger.ONE), 10)))
            .isGreaterThan(tenths(cap, 10));
      }
    }
  }

  private static BigInteger tenths(BigInteger fee, int tenths) {
    return fee.multiply(BigInteger.valueOf(tenths));
  }

  private static Offer offer(long maxFee, long tip) {
    return new Offer(BigInteger.valueOf(maxFee), BigInteger.valueOf(tip));
  }

  private static FeeSuggestion market(long baseFee, long tip) {
    return new FeeSuggestion(BigInteger.valueOf(baseFee), BigInteger.valueOf(tip));
  }

  private static FeePolicy capped(long cap) {
    return FeePolicy.builder().maxFeePerGasWei(BigInteger.valueOf(cap)).build();
  }
}
