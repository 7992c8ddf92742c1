package dev.interlane.evm.bn254;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FpTest {
  private static final BigInteger P = Bn254.FIELD_MODULUS;

  private final Samples samples = Samples.fresh();

  @Test
  void computesAsBigIntegersDo() {
    List<BigInteger> numbers = samples.numbers(40);
    for (BigInteger a : numbers) {
      for (BigInteger b : numbers) {
        Fp x = Fp.of(a);
        Fp y = Fp.of(b);

        assertThat(x.plus(y).toNumber()).as(samples.seed()).isEqualTo(a.add(b).mod(P));
        assertThat(x.minus(y).toNumber()).as(samples.seed()).isEqualTo(a.subtract(b).mod(P));
        assertThat(x.times(y).toNumber()).as(samples.seed()).isEqualTo(a.multiply(b).mod(P));
      }
      assertThat(Fp.of(a).negated().toNumber()).isEqualTo(a.negate().mod(P));
      assertThat(Fp.of(a).twice().toNumber()).isEqualTo(a.shiftLeft(1).mod(P));
      assertThat(Fp.of(a).squared().toNumber()).isEqualTo(a.multiply(a).mod(P));
    }
  }

  @Test
  void addsAndSubtractsProductsAsBigIntegersDo() {
    List<BigInteger> numbers = samples.numbers(18);
    for (BigInteger a : numbers) {
      for (BigInteger b : numbers) {
        for (BigInteger c : numbers) {
          BigInteger d = numbers.get(a.add(c).mod(BigInteger.valueOf(18)).intValue());
          Fp sum = Fp.sumOfProducts(Fp.of(a), Fp.of(b), Fp.of(c), Fp.of(d));
          Fp difference = Fp.differenceOfProducts(Fp.of(a), Fp.of(b), Fp.of(c), Fp.of(d));

          BigInteger first = a.multiply(b);
          BigInteger second = c.multiply(d);
          assertThat(sum.toNumber()).as(samples.seed()).isEqualTo(first.add(second).mod(P));
          assertThat(difference.toNumber())
              .as(samples.seed())
              .isEqualTo(first.subtract(second).mod(P));
        }
      }
    }
  }

  @Test
  void everyNumberHasOneForm() {
    Fp largest = Fp.of(P.subtract(BigInteger.ONE));

    assertThat(largest.plus(Fp.ONE)).isEqualTo(Fp.ZERO);
    assertThat(Fp.ONE.minus(Fp.ONE)).isEqualTo(Fp.ZERO);
    assertThat(Fp.ZERO.negated()).isEqualTo(Fp.ZERO);
    assertThat(Fp.ZERO.minus(Fp.ZERO)).isEqualTo(Fp.ZERO);
    assertThat(Fp.of(P)).isEqualTo(Fp.ZERO);
    assertThat(Fp.of(P.add(BigInteger.ONE))).isEqualTo(Fp.ONE);
  }

  @Test
  void isZeroOnlyIfAllLimbsAre() {
    assertThat(new Fp(0, 0, 0, 0).isZero()).isTrue();
    assertThat(new Fp(1, 0, 0, 0).isZero()).isFalse();
    assertThat(new Fp(0, 1, 0, 0).isZero()).isFalse();
    assertThat(new Fp(0, 0, 1, 0).isZero()).isFalse();
    assertThat(new Fp(0, 0, 0, 1).isZero()).isFalse();
  }

  @Test
  void carriesThroughLimbsThatAreFull() {
    long some = 0x1234_5678_9abc_def0L;
    List<List<Fp>> pairs =
        List.of(
            List.of(new Fp(-1, some, 0, 0), new Fp(1, ~some, 0, 0)),
            List.of(new Fp(0, -1, some, 0), new Fp(0, 1, ~some, 0)),
            List.of(new Fp(-1, some, some, 0), new Fp(1, ~some, ~some, 0)));

    for (List<Fp> pair : pairs) {
      Fp sum = pair.get(0).plus(pair.get(1));

      assertThat(limbs(sum)).isEqualTo(limbs(pair.get(0)).add(limbs(pair.get(1))).mod(P));
      assertThat(sum.minus(pair.get(1))).isEqualTo(pair.get(0));
    }
  }

  private static BigInteger limbs(Fp element) {
    BigInteger number = BigInteger.ZERO;
    for (long limb :
        new long[] {element.limb3(), element.limb2(), element.limb1(), element.limb0()}) {
      number = number.shiftLeft(64).add(new BigInteger(Long.toUnsignedString(limb)));
    }
    return number;
  }

  @Test
  void showsItsNumber() {
    assertThat(Fp.of(BigInteger.TEN)).hasToString("10");
  }

  @Test
  void invertsAllButZero() {
    for (BigInteger number : samples.numbers(30)) {
      Fp element = Fp.of(number);
      Fp product = element.times(element.inverted());

      assertThat(product).as(samples.seed()).isEqualTo(element.isZero() ? Fp.ZERO : Fp.ONE);
    }
  }

  @Test
  void invertsManyAtOnce() {
    List<Fp> elements = List.of(samples.fp(), Fp.ONE, samples.fp(), samples.fp().negated());

    assertThat(FieldElement.inverses(elements))
        .as(samples.seed())
        .isEqualTo(elements.stream().map(Fp::inverted).toList());
    assertThat(FieldElement.inverses(List.<Fp>of())).isEmpty();
  }

  @Test
  void readsWhatItWrote() {
    for (BigInteger number : samples.numbers(30)) {
      Bytes32 word = Bytes32.ofUnsigned(number);
      Fp element = Fp.read(Bytes.concat(Bytes.fromHex("0xff"), word.toBytes()), 1, "x");

      assertThat(element.toNumber()).as(samples.seed()).isEqualTo(number);
      assertThat(element.toBytes32()).isEqualTo(word);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 64, 65, 128, 129, 192, 193, 255})
  void refusesNumbersFromTheModulusOn(int bit) {
    BigInteger number = P.max(P.add(BigInteger.TWO.pow(bit)).subtract(BigInteger.ONE));
    Bytes bytes = Bytes32.ofUnsigned(number).toBytes();

    CodecException refused =
        catchThrowableOfType(CodecException.class, () -> Fp.read(bytes, 0, "a.x"));

    assertThat(refused.reason()).isEqualTo(DecodeReason.INT_RANGE);
    assertThat(refused.path()).isEqualTo("a.x");
    assertThat(refused).hasMessageContaining(bytes.toHex());
  }

  @Test
  void acceptsTheNumberBelowTheModulus() {
    Bytes bytes = Bytes32.ofUnsigned(P.subtract(BigInteger.ONE)).toBytes();

    assertThat(Fp.read(bytes, 0, "").plus(Fp.ONE)).isEqualTo(Fp.ZERO);
  }
}
