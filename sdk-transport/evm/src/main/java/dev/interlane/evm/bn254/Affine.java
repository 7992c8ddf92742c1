package dev.interlane.evm.bn254;

import java.util.ArrayList;
import java.util.List;

/**
 * A point by its coordinates. The point at infinity is (0, 0), which is on neither curve, as in
 * EIP-196.
 */
record Affine<F extends FieldElement<F>>(F x, F y) {
  boolean isInfinity() {
    return x.isZero() && y.isZero();
  }

  /** Whether {@code y² = x³ + constant}; infinity counts as on the curve. */
  boolean isOnCurve(F constant) {
    return isInfinity() || y.squared().equals(x.squared().times(x).plus(constant));
  }

  Affine<F> negated() {
    return new Affine<>(x, y.negated());
  }

  /** Brings points into this form, for the price of one inversion. */
  static <F extends FieldElement<F>> List<Affine<F>> of(List<Jacobian<F>> points) {
    List<F> scales = new ArrayList<>(points.size());
    for (Jacobian<F> point : points) {
      scales.add(point.isInfinity() ? point.z().one() : point.z());
    }
    List<F> inverses = FieldElement.inverses(scales);
    List<Affine<F>> affine = new ArrayList<>(points.size());
    for (int i = 0; i < points.size(); i++) {
      affine.add(points.get(i).scaledBy(inverses.get(i)));
    }
    return affine;
  }
}
