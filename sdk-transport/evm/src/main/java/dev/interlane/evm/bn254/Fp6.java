package dev.interlane.evm.bn254;

/** {@code c0 + c1·v + c2·v²} with {@code v³ = 9 + i}. */
record Fp6(Fp2 c0, Fp2 c1, Fp2 c2) {
  static final Fp6 ZERO = new Fp6(Fp2.ZERO, Fp2.ZERO, Fp2.ZERO);
  static final Fp6 ONE = new Fp6(Fp2.ONE, Fp2.ZERO, Fp2.ZERO);

  Fp6 plus(Fp6 other) {
    return new Fp6(c0.plus(other.c0), c1.plus(other.c1), c2.plus(other.c2));
  }

  Fp6 minus(Fp6 other) {
    return new Fp6(c0.minus(other.c0), c1.minus(other.c1), c2.minus(other.c2));
  }

  Fp6 negated() {
    return new Fp6(c0.negated(), c1.negated(), c2.negated());
  }

  Fp6 twice() {
    return new Fp6(c0.twice(), c1.twice(), c2.twice());
  }

  /** Karatsuba's way: six products of Fp2 instead of nine. */
  Fp6 times(Fp6 other) {
    Fp2 low = c0.times(other.c0);
    Fp2 middle = c1.times(other.c1);
    Fp2 high = c2.times(other.c2);
    Fp2 mixed12 =
        c1.plus(c2).times(other.c1.plus(other.c2)).minus(middle).minus(high); // a1·b2 + a2·b1
    Fp2 mixed01 =
        c0.plus(c1).times(other.c0.plus(other.c1)).minus(low).minus(middle); // a0·b1 + a1·b0
    Fp2 mixed02 =
        c0.plus(c2).times(other.c0.plus(other.c2)).minus(low).minus(high); // a0·b2 + a2·b0
    return new Fp6(low.plus(mixed12.timesXi()), mixed01.plus(high.timesXi()), mixed02.plus(middle));
  }

  /** This times {@code b0 + b1·v}: five products of Fp2. */
  Fp6 timesSparse(Fp2 b0, Fp2 b1) {
    Fp2 low = c0.times(b0);
    Fp2 middle = c1.times(b1);
    Fp2 mixed01 = c0.plus(c1).times(b0.plus(b1)).minus(low).minus(middle);
    return new Fp6(low.plus(c2.times(b1).timesXi()), mixed01, middle.plus(c2.times(b0)));
  }

  /** v times this. */
  Fp6 timesV() {
    return new Fp6(c2.timesXi(), c0, c1);
  }

  Fp6 inverted() {
    Fp2 a = c0.squared().minus(c1.times(c2).timesXi());
    Fp2 b = c2.squared().timesXi().minus(c0.times(c1));
    Fp2 c = c1.squared().minus(c0.times(c2));
    Fp2 norm = c0.times(a).plus(c2.times(b).plus(c1.times(c)).timesXi());
    Fp2 inverse = norm.inverted();
    return new Fp6(a.times(inverse), b.times(inverse), c.times(inverse));
  }
}
