package dev.interlane.evm.bn254;

import java.util.ArrayList;
import java.util.List;

/**
 * The first fifteen multiples of a point, so that a scalar is worked off in digits of four bits;
 * and several scalars together, so that they share the doublings (Straus's way).
 */
record Multiples<F extends FieldElement<F>>(List<Affine<F>> points) {
  private static final int DIGIT_BITS = 4;
  private static final int KEPT = (1 << DIGIT_BITS) - 1;

  static <F extends FieldElement<F>> List<Multiples<F>> of(List<Affine<F>> bases) {
    List<Jacobian<F>> all = new ArrayList<>(bases.size() * KEPT);
    for (Affine<F> base : bases) {
      Jacobian<F> multiple = Jacobian.of(base);
      for (int times = 1; times <= KEPT; times++) {
        all.add(multiple);
        multiple = multiple.plus(base);
      }
    }
    List<Affine<F>> affine = Affine.of(all);
    List<Multiples<F>> tables = new ArrayList<>(bases.size());
    for (int from = 0; from < affine.size(); from += KEPT) {
      tables.add(new Multiples<>(List.copyOf(affine.subList(from, from + KEPT))));
    }
    return List.copyOf(tables);
  }

  /** The sum of each table's point times its scalar, 32 bytes big-endian. */
  static <F extends FieldElement<F>> Jacobian<F> weightedSum(
      List<Multiples<F>> tables, List<byte[]> scalars, F one) {
    Jacobian<F> sum = Jacobian.infinity(one);
    for (int digit = 0; digit < 2 * 32; digit++) {
      for (int bit = 0; bit < DIGIT_BITS; bit++) {
        sum = sum.twice();
      }
      for (int i = 0; i < tables.size(); i++) {
        int times = (scalars.get(i)[digit / 2] >> (digit % 2 == 0 ? DIGIT_BITS : 0)) & KEPT;
        if (times > 0) {
          sum = sum.plus(tables.get(i).points.get(times - 1));
        }
      }
    }
    return sum;
  }
}
