package dev.interlane.evm.bn254;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;

/**
 * An integer modulo p, kept as {@code value · 2^256 mod p} (Montgomery's form) in four 64-bit
 * limbs, the lowest first. Every element has exactly one representation, below p.
 *
 * <p>Multiplication is Montgomery's, one limb of an operand at a time; the two bits that p leaves
 * free in the highest limb make room for the sum of two products before the reduction, so that a
 * product in {@link Fp2} needs two reductions instead of three or four.
 *
 * @see <a href="https://doi.org/10.1090/S0025-5718-1985-0777282-X">Montgomery, Modular
 *     Multiplication Without Trial Division</a>
 */
record Fp(long limb0, long limb1, long limb2, long limb3) implements FieldElement<Fp> {
  static final Fp ZERO = new Fp(0, 0, 0, 0);

  private static final long P0 = 0x3c208c16d87cfd47L;
  private static final long P1 = 0x97816a916871ca8dL;
  private static final long P2 = 0xb85045b68181585dL;
  private static final long P3 = 0x30644e72e131a029L;

  /** Minus the inverse of p modulo 2^64. */
  private static final long MINUS_INVERSE = 0x87d20782e4866389L;

  private static final int LIMBS = 4;

  /** 2^512 mod p takes a number into Montgomery's form. */
  private static final Fp INTO_FORM = raw(BigInteger.TWO.pow(512).mod(Bn254.FIELD_MODULUS));

  /** The number one, not in Montgomery's form, takes an element out of it. */
  private static final Fp OUT_OF_FORM = new Fp(1, 0, 0, 0);

  static final Fp ONE = of(BigInteger.ONE);

  private static final BigInteger INVERTING = Bn254.FIELD_MODULUS.subtract(BigInteger.TWO);

  /** The element of a number, which is reduced modulo p. */
  static Fp of(BigInteger number) {
    return raw(number.mod(Bn254.FIELD_MODULUS)).times(INTO_FORM);
  }

  /**
   * Reads 32 big-endian bytes.
   *
   * @throws CodecException if the number is not below p
   */
  static Fp read(Bytes source, int at, String path) {
    long high = source.longAt(at);
    long upper = source.longAt(at + 8);
    long lower = source.longAt(at + 16);
    long low = source.longAt(at + 24);
    if (!isBelowModulus(low, lower, upper, high)) {
      throw CodecException.at(
          DecodeReason.INT_RANGE,
          at,
          path,
          "a coordinate is below the field modulus, got "
              + source.slice(at, Bytes32.LENGTH_BYTES)
              + ". Are the words in another order?");
    }
    return new Fp(low, lower, upper, high).times(INTO_FORM);
  }

  /** The number as 32 big-endian bytes. */
  Bytes32 toBytes32() {
    return Bytes32.ofUnsigned(toNumber());
  }

  /** The number, below p. */
  BigInteger toNumber() {
    Fp plain = times(OUT_OF_FORM);
    return unsigned(plain.limb3)
        .shiftLeft(Long.SIZE)
        .or(unsigned(plain.limb2))
        .shiftLeft(Long.SIZE)
        .or(unsigned(plain.limb1))
        .shiftLeft(Long.SIZE)
        .or(unsigned(plain.limb0));
  }

  @Override
  public boolean isZero() {
    return (limb0 | limb1 | limb2 | limb3) == 0;
  }

  @Override
  public Fp one() {
    return ONE;
  }

  @Override
  public Fp plus(Fp other) {
    long sum0 = limb0 + other.limb0;
    long carry = carry(sum0, limb0);
    long sum1 = limb1 + other.limb1;
    long over = carry(sum1, limb1);
    sum1 += carry;
    carry = over + carry(sum1, carry);
    long sum2 = limb2 + other.limb2;
    over = carry(sum2, limb2);
    sum2 += carry;
    carry = over + carry(sum2, carry);
    return reduced(sum0, sum1, sum2, limb3 + other.limb3 + carry);
  }

  @Override
  public Fp minus(Fp other) {
    return plus(other.subtrahend());
  }

  /** p minus this, which is p itself for zero: a number that {@link #plus} and products accept. */
  private Fp subtrahend() {
    long difference0 = P0 - limb0;
    long borrow = borrow(P0, limb0, difference0);
    long difference1 = P1 - limb1 - borrow;
    borrow = borrow(P1, limb1, difference1);
    long difference2 = P2 - limb2 - borrow;
    borrow = borrow(P2, limb2, difference2);
    return new Fp(difference0, difference1, difference2, P3 - limb3 - borrow);
  }

  @Override
  public Fp negated() {
    return isZero() ? this : subtrahend();
  }

  @Override
  public Fp twice() {
    return plus(this);
  }

  @Override
  public Fp squared() {
    return times(this);
  }

  @Override
  public Fp times(Fp other) {
    long x0 = limb0;
    long x1 = limb1;
    long x2 = limb2;
    long x3 = limb3;
    long t0 = 0;
    long t1 = 0;
    long t2 = 0;
    long t3 = 0;
    for (int row = 0; row < LIMBS; row++) {
      long x = x0;
      x0 = x1;
      x1 = x2;
      x2 = x3;

      long low = x * other.limb0;
      long up = high(x, other.limb0);
      t0 += low;
      up += carry(t0, low);
      long factor = t0 * MINUS_INVERSE;
      low = factor * P0;
      long down = high(factor, P0) + carry(low + t0, low);

      low = x * other.limb1 + t1;
      long next = high(x, other.limb1) + carry(low, t1);
      t1 = low + up;
      up = next + carry(t1, up);
      low = factor * P1 + t1;
      next = high(factor, P1) + carry(low, t1);
      t0 = low + down;
      down = next + carry(t0, down);

      low = x * other.limb2 + t2;
      next = high(x, other.limb2) + carry(low, t2);
      t2 = low + up;
      up = next + carry(t2, up);
      low = factor * P2 + t2;
      next = high(factor, P2) + carry(low, t2);
      t1 = low + down;
      down = next + carry(t1, down);

      low = x * other.limb3 + t3;
      next = high(x, other.limb3) + carry(low, t3);
      t3 = low + up;
      up = next + carry(t3, up);
      low = factor * P3 + t3;
      next = high(factor, P3) + carry(low, t3);
      t2 = low + down;
      down = next + carry(t2, down);

      t3 = up + down;
    }
    return reduced(t0, t1, t2, t3);
  }

  /** {@code a·b - c·d}, with one reduction. */
  static Fp differenceOfProducts(Fp a, Fp b, Fp c, Fp d) {
    return sumOfProducts(a, b, c, d.subtrahend());
  }

  /** {@code a·b + c·d}, with one reduction: both products are below p², their sum below 2^256·p. */
  static Fp sumOfProducts(Fp a, Fp b, Fp c, Fp d) {
    long a0 = a.limb0;
    long a1 = a.limb1;
    long a2 = a.limb2;
    long a3 = a.limb3;
    long c0 = c.limb0;
    long c1 = c.limb1;
    long c2 = c.limb2;
    long c3 = c.limb3;
    long t0 = 0;
    long t1 = 0;
    long t2 = 0;
    long t3 = 0;
    for (int row = 0; row < LIMBS; row++) {
      long x = a0;
      a0 = a1;
      a1 = a2;
      a2 = a3;

      long low = x * b.limb0;
      long up = high(x, b.limb0);
      t0 += low;
      up += carry(t0, low);
      low = x * b.limb1 + t1;
      long next = high(x, b.limb1) + carry(low, t1);
      t1 = low + up;
      up = next + carry(t1, up);
      low = x * b.limb2 + t2;
      next = high(x, b.limb2) + carry(low, t2);
      t2 = low + up;
      up = next + carry(t2, up);
      low = x * b.limb3 + t3;
      next = high(x, b.limb3) + carry(low, t3);
      t3 = low + up;
      long t4 = next + carry(t3, up);

      x = c0;
      c0 = c1;
      c1 = c2;
      c2 = c3;

      low = x * d.limb0;
      up = high(x, d.limb0);
      t0 += low;
      up += carry(t0, low);
      long factor = t0 * MINUS_INVERSE;
      low = factor * P0;
      long down = high(factor, P0) + carry(low + t0, low);

      low = x * d.limb1 + t1;
      next = high(x, d.limb1) + carry(low, t1);
      t1 = low + up;
      up = next + carry(t1, up);
      low = factor * P1 + t1;
      next = high(factor, P1) + carry(low, t1);
      t0 = low + down;
      down = next + carry(t0, down);

      low = x * d.limb2 + t2;
      next = high(x, d.limb2) + carry(low, t2);
      t2 = low + up;
      up = next + carry(t2, up);
      low = factor * P2 + t2;
      next = high(factor, P2) + carry(low, t2);
      t1 = low + down;
      down = next + carry(t1, down);

      low = x * d.limb3 + t3;
      next = high(x, d.limb3) + carry(low, t3);
      t3 = low + up;
      up = next + carry(t3, up);
      low = factor * P3 + t3;
      next = high(factor, P3) + carry(low, t3);
      t2 = low + down;
      down = next + carry(t2, down);

      t3 = up + down + t4;
    }
    return reduced(t0, t1, t2, t3);
  }

  @Override
  public Fp inverted() {
    return toThe(INVERTING);
  }

  /** This multiplied {@code exponent} times; the exponent is not negative. */
  Fp toThe(BigInteger exponent) {
    Fp power = ONE;
    for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
      power = power.squared();
      if (exponent.testBit(bit)) {
        power = power.times(this);
      }
    }
    return power;
  }

  @Override
  public String toString() {
    return toNumber().toString();
  }

  /** Of a number below 2p the one below p, without a branch. */
  private static Fp reduced(long t0, long t1, long t2, long t3) {
    long less0 = t0 - P0;
    long borrow = borrow(t0, P0, less0);
    long less1 = t1 - P1 - borrow;
    borrow = borrow(t1, P1, less1);
    long less2 = t2 - P2 - borrow;
    borrow = borrow(t2, P2, less2);
    long less3 = t3 - P3 - borrow;
    long keep = less3 >> (Long.SIZE - 1);
    return new Fp(
        less0 ^ ((less0 ^ t0) & keep),
        less1 ^ ((less1 ^ t1) & keep),
        less2 ^ ((less2 ^ t2) & keep),
        less3 ^ ((less3 ^ t3) & keep));
  }

  /** Whether adding {@code addend} to something gave {@code sum} with an overflow: 1, else 0. */
  private static long carry(long sum, long addend) {
    return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
  }

  /** Whether {@code from - what} (less a borrow) gave {@code difference} with an underflow. */
  private static long borrow(long from, long what, long difference) {
    return ((~from & what) | ((~from | what) & difference)) >>> (Long.SIZE - 1);
  }

  private static long high(long x, long y) {
    return Math.unsignedMultiplyHigh(x, y);
  }

  private static boolean isBelowModulus(long t0, long t1, long t2, long t3) {
    if (t3 != P3) {
      return Long.compareUnsigned(t3, P3) < 0;
    }
    if (t2 != P2) {
      return Long.compareUnsigned(t2, P2) < 0;
    }
    if (t1 != P1) {
      return Long.compareUnsigned(t1, P1) < 0;
    }
    return Long.compareUnsigned(t0, P0) < 0;
  }

  /** The limbs of a number as they are. */
  private static Fp raw(BigInteger number) {
    return new Fp(
        number.longValue(),
        number.shiftRight(64).longValue(),
        number.shiftRight(128).longValue(),
        number.shiftRight(192).longValue());
  }

  private static BigInteger unsigned(long limb) {
    return new BigInteger(Long.toUnsignedString(limb));
  }
}
