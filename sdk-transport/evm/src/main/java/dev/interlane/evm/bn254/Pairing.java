package dev.interlane.evm.bn254;

import java.util.ArrayList;
import java.util.List;

/**
 * The optimal ate pairing of the two groups: {@code e(aP, bQ) = e(P, Q)^(ab)}. A product of several
 * costs less than each on its own, because they share the squarings and the final exponentiation.
 *
 * <pre>{@code
 * boolean holds = Pairing.product(List.of(Pairing.Term.of(a, b), Pairing.Term.of(c, d))).isOne();
 * }</pre>
 */
public final class Pairing {
  private Pairing() {}

  /** The product of the terms' pairings; one, if there are none. */
  public static Value product(List<Term> terms) {
    return new Value(FinalExponentiation.of(millerLoop(terms)));
  }

  /**
   * A pair to be paired.
   *
   * @param point of the first group
   * @param lines of the point of the second group
   */
  public record Term(G1Point point, G2Lines lines) {
    /** A pair whose second point is used once. */
    public static Term of(G1Point point, G2Point other) {
      return new Term(point, G2Lines.of(other));
    }

    /** Pairs with infinity are one, whatever the other point is. */
    private boolean isOne() {
      return point.isInfinity() || lines.lines().isEmpty();
    }
  }

  /** A pairing's value, equal by content: comparable with other values of this class only. */
  public static final class Value {
    private final Fp12 value;

    private Value(Fp12 value) {
      this.value = value;
    }

    /** Whether this is the neutral element. */
    public boolean isOne() {
      return value.equals(Fp12.ONE);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Value that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }
  }

  private static Fp12 millerLoop(List<Term> terms) {
    List<Evaluation> evaluations = evaluations(terms);
    Fp12 value = Fp12.ONE;
    int step = 0;
    for (int place = G2Lines.LOOP.highest() - 1; place >= 0; place--) {
      value = multiply(value.squared(), evaluations, step++);
      if (G2Lines.LOOP.at(place) != 0) {
        value = multiply(value, evaluations, step++);
      }
    }
    value = multiply(value, evaluations, step++);
    return multiply(value, evaluations, step);
  }

  private static Fp12 multiply(Fp12 value, List<Evaluation> evaluations, int step) {
    Fp12 product = value;
    for (Evaluation evaluation : evaluations) {
      G2Lines.Line line = evaluation.lines.get(step);
      product =
          product.timesLine(
              line.l1().times(evaluation.xOverY), line.l3().times(evaluation.oneOverY));
    }
    return product;
  }

  /** Lines divided by y, so that their first coefficient is one. No point has a y of zero. */
  private static List<Evaluation> evaluations(List<Term> terms) {
    List<Term> proper = terms.stream().filter(term -> !term.isOne()).toList();
    List<Fp> inverses =
        FieldElement.inverses(proper.stream().map(term -> term.point.affine().y()).toList());
    List<Evaluation> evaluations = new ArrayList<>(proper.size());
    for (int i = 0; i < proper.size(); i++) {
      Fp oneOverY = inverses.get(i);
      Fp xOverY = proper.get(i).point.affine().x().times(oneOverY);
      evaluations.add(new Evaluation(xOverY, oneOverY, proper.get(i).lines.lines()));
    }
    return evaluations;
  }

  private record Evaluation(Fp xOverY, Fp oneOverY, List<G2Lines.Line> lines) {}
}
