package dev.interlane.evm.bn254;

/**
 * Raises the product of the Miller loops to a multiple of {@code (p¹² - 1)/r}, which leaves an
 * element of order r: the pairing's value.
 *
 * <p>The multiple is {@code 2u(6u² + 3u + 1)}, which shares no factor with r, so nothing becomes
 * one that was not one before. With it the hard part {@code (p⁴ - p² + 1)/r} becomes a polynomial
 * in p with small coefficients:
 *
 * <pre>
 * (1 + 6u + 12u² + 12u³) + (4u + 6u² + 12u³)p + (6u + 6u² + 12u³)p² + (-1 + 4u + 6u² + 12u³)p³
 * </pre>
 *
 * @see <a href="https://doi.org/10.1007/978-3-642-28496-0_25">Fuentes-Castañeda, Knapp,
 *     Rodríguez-Henríquez, Faster Hashing to G2</a>
 */
final class FinalExponentiation {
  private static final SignedDigits U = SignedDigits.of(Bn254.U);

  private FinalExponentiation() {}

  static Fp12 of(Fp12 value) {
    return hardPart(easyPart(value));
  }

  /** To the power of {@code (p⁶ - 1)(p² + 1)}. */
  static Fp12 easyPart(Fp12 value) {
    Fp12 quotient = value.conjugated().times(value.inverted());
    return quotient.frobenius().frobenius().times(quotient);
  }

  static Fp12 hardPart(Fp12 f) {
    Fp12 times2u = toTheU(f).cyclotomicSquared();
    Fp12 times6u = times2u.cyclotomicSquared().times(times2u);
    Fp12 times6uu = toTheU(times6u);
    Fp12 times12uuu = toTheU(times6uu.cyclotomicSquared());
    Fp12 a = times12uuu.times(times6uu).times(times6u);
    Fp12 b = a.times(times2u.conjugated());

    Fp12 power0 = a.times(times6uu).times(f);
    Fp12 power3 = b.times(f.conjugated());
    // (((power3)^p · a)^p · b)^p · power0
    return power3.frobenius().times(a).frobenius().times(b).frobenius().times(power0);
  }

  private static Fp12 toTheU(Fp12 value) {
    Fp12 inverse = value.conjugated();
    Fp12 power = value;
    for (int place = U.highest() - 1; place >= 0; place--) {
      power = power.cyclotomicSquared();
      switch (U.at(place)) {
        case 1 -> power = power.times(value);
        case -1 -> power = power.times(inverse);
        default -> {}
      }
    }
    return power;
  }
}
