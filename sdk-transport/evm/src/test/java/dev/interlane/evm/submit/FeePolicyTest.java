package dev.interlane.evm.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FeePolicyTest {
  @Test
  void hasModestDefaults() {
    FeePolicy policy = FeePolicy.defaults();

    assertThat(policy.maxFeePerGasWei()).isEqualTo(new BigInteger("500000000000"));
    assertThat(policy.baseFeeMultiple()).isEqualTo(2);
    assertThat(policy.gasHeadroomPercent()).isEqualTo(20);
    assertThat(policy.bumpPermille()).isEqualTo(125);
    assertThat(policy.repriceAfterBlocks()).isEqualTo(3);
  }

  @Test
  void refusesWhatCannotBeMeant() {
    assertRefused(
        "maxFeePerGasWei", () -> FeePolicy.builder().maxFeePerGasWei(BigInteger.ZERO).build());
    assertRefused(
        "maxFeePerGasWei",
        () -> FeePolicy.builder().maxFeePerGasWei(BigInteger.TWO.pow(256)).build());
    assertRefused("baseFeeMultiple", () -> FeePolicy.builder().baseFeeMultiple(0).build());
    assertRefused("gasHeadroomPercent", () -> FeePolicy.builder().gasHeadroomPercent(-1).build());
    assertRefused("bumpPermille", () -> FeePolicy.builder().bumpPermille(99).build());
    assertRefused("repriceAfterBlocks", () -> FeePolicy.builder().repriceAfterBlocks(0).build());
  }

  private static void assertRefused(String field, ThrowingCallable built) {
    assertThatThrownBy(built)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(field);
  }
}
