package dev.interlane.evm.bn254;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.evm.bn254.Pairing.Term;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PairingTest {
  private final Samples samples = Samples.fresh();

  @RepeatedTest(3)
  void isBilinear() {
    G1Point p = samples.g1();
    G2Point q = samples.g2();
    BigInteger s = samples.scalar();
    BigInteger t = samples.scalar();

    Pairing.Value both = pair(p.times(s), q.times(t));

    assertThat(both).as(samples.seed()).isEqualTo(pair(p.times(s.multiply(t)), q));
    assertThat(both).as(samples.seed()).isEqualTo(pair(p, q.times(s.multiply(t))));
    assertThat(both).hasSameHashCodeAs(pair(p, q.times(s.multiply(t))));
    assertThat(both).as(samples.seed()).isNotEqualTo(pair(p, q));
  }

  @Test
  void isNotDegenerate() {
    assertThat(pair(samples.g1(), samples.g2()).isOne()).as(samples.seed()).isFalse();
  }

  @Test
  void infinityPairsToOne() {
    assertThat(pair(G1Point.INFINITY, samples.g2()).isOne()).isTrue();
    assertThat(pair(samples.g1(), G2Point.INFINITY).isOne()).isTrue();
    assertThat(Pairing.product(List.of()).isOne()).isTrue();
  }

  @RepeatedTest(3)
  void productIsOneExactlyWhenTheExponentsAddUpToZero() {
    BigInteger a = samples.scalar();
    BigInteger b = samples.scalar();
    BigInteger c = samples.scalar();
    G1Point g = G1Point.GENERATOR;
    G2Point h = G2Point.GENERATOR;
    Term first = Term.of(g.times(a), h.times(b));
    Term second = Term.of(g.times(c), h);
    BigInteger rest = a.multiply(b).add(c).negate();

    Pairing.Value one = Pairing.product(List.of(first, second, Term.of(g.times(rest), h)));
    Pairing.Value other =
        Pairing.product(List.of(first, second, Term.of(g.times(rest.add(BigInteger.ONE)), h)));

    assertThat(one.isOne()).as(samples.seed()).isTrue();
    assertThat(other.isOne()).as(samples.seed()).isFalse();
  }

  @Test
  void linesMayBeKept() {
    G2Point q = samples.g2();
    G2Lines kept = G2Lines.of(q);

    for (int i = 0; i < 2; i++) {
      G1Point p = samples.g1();
      assertThat(Pairing.product(List.of(new Term(p, kept))))
          .as(samples.seed())
          .isEqualTo(pair(p, q));
    }
  }

  private static Pairing.Value pair(G1Point p, G2Point q) {
    return Pairing.product(List.of(Term.of(p, q)));
  }
}
