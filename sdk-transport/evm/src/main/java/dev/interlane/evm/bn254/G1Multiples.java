package dev.interlane.evm.bn254;

import dev.interlane.primitive.Bytes32;
import java.util.ArrayList;
import java.util.List;

/**
 * Points prepared for sums of their multiples: of each the first fifteen are kept (about 1.5 KB a
 * point). Worth keeping where the points stay and the scalars change, as for a verifying key.
 * Immutable, thread-safe.
 */
public final class G1Multiples {
  private final List<Multiples<Fp>> tables;

  private G1Multiples(List<Multiples<Fp>> tables) {
    this.tables = tables;
  }

  /** Prepares the points. */
  public static G1Multiples of(List<G1Point> points) {
    return new G1Multiples(Multiples.of(points.stream().map(G1Point::affine).toList()));
  }

  /**
   * The sum of each point times its scalar.
   *
   * @param scalars one for each point, big-endian; any 256-bit number
   * @throws IllegalArgumentException if there are more or fewer scalars than points
   */
  public G1Point weightedSum(List<Bytes32> scalars) {
    if (scalars.size() != tables.size()) {
      throw new IllegalArgumentException(
          "Expected a scalar for each of " + tables.size() + " points, got " + scalars.size());
    }
    List<byte[]> digits = new ArrayList<>(scalars.size());
    scalars.forEach(scalar -> digits.add(scalar.toArray()));
    return new G1Point(Multiples.weightedSum(tables, digits, Fp.ONE).toAffine());
  }
}
