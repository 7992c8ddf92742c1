package dev.interlane.evm.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.spi.FeeSuggestion;
import java.math.BigInteger;
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
