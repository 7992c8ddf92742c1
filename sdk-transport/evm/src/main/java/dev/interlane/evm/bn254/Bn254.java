package dev.interlane.evm.bn254;

import java.math.BigInteger;

/**
 * The numbers of the curve alt_bn128: {@code y² = x³ + 3} over the integers modulo {@link
 * #FIELD_MODULUS}, and its twist over the quadratic extension. Both groups have {@link #ORDER}
 * elements, a prime.
 *
 * @see <a href="https://eips.ethereum.org/EIPS/eip-196">EIP-196</a>
 * @see <a href="https://eips.ethereum.org/EIPS/eip-197">EIP-197</a>
 */
public final class Bn254 {
  /** The prime p: coordinates are integers below it. */
  public static final BigInteger FIELD_MODULUS =
      new BigInteger(
          "21888242871839275222246405745257275088696311157297823662689037894645226208583");

  /** The prime r: the number of points, so that scalars are integers below it. */
  public static final BigInteger ORDER =
      new BigInteger(
          "21888242871839275222246405745257275088548364400416034343698204186575808495617");

  /** The number u from which the curve was made: p and r are polynomials of it. */
  static final BigInteger U = BigInteger.valueOf(4965661367192848881L);

  private Bn254() {}
}
