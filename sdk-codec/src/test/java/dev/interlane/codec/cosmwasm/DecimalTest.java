package dev.interlane.codec.cosmwasm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.value.Value;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalTest {
  private static final BigInteger MAX = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
  private static final BigInteger MIN = BigInteger.TWO.pow(255).negate();

  @Test
  void writesTheDigitsOfBigInteger() {
    long seed = Long.getLong("interlane.seed", System.nanoTime());
    Random random = new Random(seed);
    for (BigInteger number : numbers(random)) {
      Value.Int value = Value.Int.of(number);
      String expected = number.toString();

      assertThat(Decimal.length(value))
          .as("%s, seed %d", number, seed)
          .isEqualTo(expected.length());
      byte[] target = new byte[2 + expected.length()];
      assertThat(Decimal.write(value, expected.length(), target, 1)).isEqualTo(target.length - 1);
      assertThat(new String(target, StandardCharsets.ISO_8859_1))
          .as("seed %d", seed)
          .isEqualTo("\0" + expected + "\0");
    }
  }

  private static List<BigInteger> numbers(Random random) {
    List<BigInteger> numbers = new ArrayList<>(List.of(MIN, MAX, BigInteger.ZERO));
    for (int bits = 0; bits <= 256; bits++) {
      BigInteger power = BigInteger.TWO.pow(bits);
      around(power, numbers);
      around(new BigInteger(bits, random), numbers);
    }
    for (int digits = 0; digits < 78; digits++) {
      around(BigInteger.TEN.pow(digits), numbers);
    }
    return numbers;
  }

  private static void around(BigInteger number, List<BigInteger> numbers) {
    for (int off = -1; off <= 1; off++) {
      BigInteger near = number.add(BigInteger.valueOf(off));
      for (BigInteger each : List.of(near, near.negate())) {
        if (each.compareTo(MIN) >= 0 && each.compareTo(MAX) <= 0) {
          numbers.add(each);
        }
      }
    }
  }
}
