package dev.interlane.evm.bn254;

import java.math.BigInteger;
import java.util.List;

/**
 * The point {@code (x/z², y/z³)} of a curve {@code y² = x³ + b}; infinity where z is zero. Sums
 * need no inversion in this form. The formulas are the usual ones, with every exceptional case.
 *
 * @see <a href="https://hyperelliptic.org/EFD/g1p/auto-shortw-jacobian-0.html">Explicit-Formulas
 *     Database</a>
 */
record Jacobian<F extends FieldElement<F>>(F x, F y, F z) {
  static <F extends FieldElement<F>> Jacobian<F> of(Affine<F> point) {
    F one = point.x().one();
    return point.isInfinity() ? infinity(one) : new Jacobian<>(point.x(), point.y(), one);
  }

  static <F extends FieldElement<F>> Jacobian<F> infinity(F one) {
    return new Jacobian<>(one, one, one.minus(one));
  }

  boolean isInfinity() {
    return z.isZero();
  }

  Jacobian<F> twice() {
    if (isInfinity()) {
      return this;
    }
    F a = x.squared();
    F b = y.squared();
    F c = b.squared();
    F d = x.plus(b).squared().minus(a).minus(c).twice();
    F e = a.twice().plus(a);
    F newX = e.squared().minus(d.twice());
    F newY = e.times(d.minus(newX)).minus(c.twice().twice().twice());
    return new Jacobian<>(newX, newY, y.times(z).twice());
  }

  Jacobian<F> plus(Affine<F> other) {
    if (other.isInfinity()) {
      return this;
    }
    if (isInfinity()) {
      return of(other);
    }
    F square = z.squared();
    F h = other.x().times(square).minus(x);
    F r = other.y().times(z).times(square).minus(y);
    if (h.isZero()) {
      return r.isZero() ? twice() : infinity(z.one());
    }
    F hh = h.squared();
    F hhh = hh.times(h);
    F v = x.times(hh);
    F newX = r.squared().minus(hhh).minus(v.twice());
    F newY = r.times(v.minus(newX)).minus(y.times(hhh));
    return new Jacobian<>(newX, newY, z.times(h));
  }

  /** {@code factor} times a point, bit by bit; the factor is not negative. */
  static <F extends FieldElement<F>> Jacobian<F> multiple(Affine<F> point, BigInteger factor) {
    Jacobian<F> sum = infinity(point.x().one());
    for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
      sum = sum.twice();
      if (factor.testBit(bit)) {
        sum = sum.plus(point);
      }
    }
    return sum;
  }

  Affine<F> toAffine() {
    return Affine.of(List.of(this)).getFirst();
  }

  /** The coordinates, given one divided by z. */
  Affine<F> scaledBy(F inverse) {
    if (isInfinity()) {
      return new Affine<>(z, z);
    }
    F square = inverse.squared();
    return new Affine<>(x.times(square), y.times(square).times(inverse));
  }
}
