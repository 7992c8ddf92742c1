package dev.interlane.evm.bn254;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignedDigitsTest {
  static Stream<BigInteger> numbers() {
    return Stream.concat(
        Stream.of(Bn254.U, Bn254.U.multiply(BigInteger.valueOf(6)).add(BigInteger.TWO)),
        LongStream.rangeClosed(1, 40).mapToObj(BigInteger::valueOf));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void addUpToTheNumberWithoutNeighbours(BigInteger number) {
    SignedDigits digits = SignedDigits.of(number);

    BigInteger sum = BigInteger.ZERO;
    for (int place = 0; place <= digits.highest(); place++) {
      assertThat(digits.at(place)).isBetween(-1, 1);
      assertThat(place > 0 && digits.at(place) * digits.at(place - 1) != 0).isFalse();
      sum = sum.add(BigInteger.TWO.pow(place).multiply(BigInteger.valueOf(digits.at(place))));
    }

    assertThat(sum).isEqualTo(number);
    assertThat(digits.at(digits.highest())).isEqualTo(1);
  }
}
