package dev.interlane.evm.bn254;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines through multiples of a point of the second group that a pairing with it needs (about 17
 * KB). They do not depend on the other point, so where one point is paired over and over, as those
 * of a verifying key are, they are worth keeping. Immutable, thread-safe.
 *
 * <p>The optimal ate pairing walks along {@code 6u + 2} in signed digits, doubling for each digit
 * and adding or subtracting the point where it is not zero, then adds ψ(Q) and subtracts ψ²(Q).
 *
 * @see <a href="https://eprint.iacr.org/2008/096">Vercauteren, Optimal Pairings</a>
 * @see <a href="https://eprint.iacr.org/2012/232">Costello, Lange, Naehrig formulas, as given by
 *     Aranha and others, The Realm of the Pairings</a>
 */
public final class G2Lines {
  static final SignedDigits LOOP =
      SignedDigits.of(Bn254.U.multiply(BigInteger.valueOf(6)).add(BigInteger.TWO));

  private final List<Line> lines;

  private G2Lines(List<Line> lines) {
    this.lines = lines;
  }

  /** Works the lines of a point out; infinity has none. */
  public static G2Lines of(G2Point point) {
    return new G2Lines(point.isInfinity() ? List.of() : List.copyOf(walk(point.affine())));
  }

  /** The lines in the order in which the loop meets them; none for infinity. */
  List<Line> lines() {
    return lines;
  }

  private static List<Line> walk(Affine<Fp2> point) {
    List<Step> steps = new ArrayList<>();
    Affine<Fp2> minus = point.negated();
    Projective at = new Projective(point.x(), point.y(), Fp2.ONE);
    for (int place = LOOP.highest() - 1; place >= 0; place--) {
      at = step(at.twice(), steps);
      switch (LOOP.at(place)) {
        case 1 -> at = step(at.plus(point), steps);
        case -1 -> at = step(at.plus(minus), steps);
        default -> {}
      }
    }
    Affine<Fp2> first = Twist.psi(point);
    at = step(at.plus(first), steps);
    steps.add(at.plus(Twist.psi(first).negated()));
    return normalized(steps);
  }

  private static Projective step(Step step, List<Step> steps) {
    steps.add(step);
    return step.end();
  }

  /** Divides each line by its first coefficient, so that multiplying by it is cheaper. */
  private static List<Line> normalized(List<Step> steps) {
    List<Fp2> inverses = FieldElement.inverses(steps.stream().map(Step::l0).toList());
    List<Line> lines = new ArrayList<>(steps.size());
    for (int i = 0; i < steps.size(); i++) {
      Fp2 inverse = inverses.get(i);
      lines.add(new Line(steps.get(i).l1().times(inverse), steps.get(i).l3().times(inverse)));
    }
    return lines;
  }

  /**
   * A line, whose value at the point (x, y) is {@code y + l1·x·w + l3·w³}, up to a factor that the
   * pairing forgets.
   */
  record Line(Fp2 l1, Fp2 l3) {}

  /** A line {@code l0·y + l1·x·w + l3·w³}, and the point at which drawing it arrives. */
  private record Step(Fp2 l0, Fp2 l1, Fp2 l3, Projective end) {}

  /** The point (x/z, y/z). */
  private record Projective(Fp2 x, Fp2 y, Fp2 z) {
    private static final Fp HALF = Fp.ONE.twice().inverted();
    private static final Fp2 THRICE_CONSTANT = Twist.CONSTANT.twice().plus(Twist.CONSTANT);

    /** Along the tangent. */
    Step twice() {
      Fp2 a = x.times(y).times(HALF);
      Fp2 b = y.squared();
      Fp2 c = z.squared();
      Fp2 e = c.times(THRICE_CONSTANT);
      Fp2 f = e.twice().plus(e);
      Fp2 g = b.plus(f).times(HALF);
      Fp2 h = y.plus(z).squared().minus(b.plus(c)); // 2yz
      Fp2 xx = x.squared();
      Fp2 ee = e.squared();
      Projective end =
          new Projective(a.times(b.minus(f)), g.squared().minus(ee.twice().plus(ee)), b.times(h));
      return new Step(h.negated(), xx.twice().plus(xx), e.minus(b), end);
    }

    /** Along the line to another point. */
    Step plus(Affine<Fp2> other) {
      Fp2 theta = y.minus(other.y().times(z));
      Fp2 lambda = x.minus(other.x().times(z));
      Fp2 d = lambda.squared();
      Fp2 e = lambda.times(d);
      Fp2 f = z.times(theta.squared());
      Fp2 g = x.times(d);
      Fp2 h = e.plus(f).minus(g.twice());
      Projective end =
          new Projective(lambda.times(h), theta.times(g.minus(h)).minus(e.times(y)), z.times(e));
      Fp2 l3 = theta.times(other.x()).minus(lambda.times(other.y()));
      return new Step(lambda, theta.negated(), l3, end);
    }
  }
}
