package dev.interlane.testkit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseFeeTest {
  @ParameterizedTest
  @CsvSource({
    // Half full: no change. Full: an eighth up. Empty: an eighth down. Never stuck at a small fee.
    "1000000000, 10000000, 20000000, 1000000000",
    "1000000000, 20000000, 20000000, 1125000000",
    "1000000000,        0, 20000000,  875000000",
    "1000000000,  9000000, 20000000,  987500000",
    "1000000000, 11000000, 20000000, 1012500000",
    "         7, 20000000, 20000000,          8",
  })
  void followsDemand(BigInteger baseFee, long gasUsed, long gasLimit, BigInteger next) {
    assertThat(BaseFee.after(baseFee, gasUsed, gasLimit)).isEqualTo(next);
  }
}
