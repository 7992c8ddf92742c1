package dev.interlane.codec.starknet;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.IntPlan;
import dev.interlane.codec.internal.Plan;
import dev.interlane.error.DecodeReason;
import dev.interlane.value.Value;
import java.math.BigInteger;

/**
 * A number in one field element. Elements are counted modulo the prime, and a number below zero is
 * what added to its absolute value gives the prime.
 */
final class FeltPlan extends Plan {
  private static final BigInteger PRIME =
      BigInteger.TWO.pow(251).add(BigInteger.valueOf(17).shiftLeft(192)).add(BigInteger.ONE);

  private static final int FELT_BITS = 251;

  private final BigInteger lowest;
  private final BigInteger highest;
  // Numbers from 0 on of so many bits all fit, which needs no BigInteger to see.
  private final int safeBits;
  private final String name;

  private FeltPlan(BigInteger lowest, BigInteger highest, int safeBits, String name) {
    super(FeltForm.FELT_BYTES, 0, IntPlan.HEAP);
    this.lowest = lowest;
    this.highest = highest;
    this.safeBits = safeBits;
    this.name = name;
  }

  static FeltPlan felt() {
    return new FeltPlan(BigInteger.ZERO, PRIME.subtract(BigInteger.ONE), FELT_BITS, "felt");
  }

  static FeltPlan unsigned(int bits) {
    return new FeltPlan(
        BigInteger.ZERO, BigInteger.TWO.pow(bits).subtract(BigInteger.ONE), bits, "uint" + bits);
  }

  static FeltPlan signed(int bits) {
    BigInteger limit = BigInteger.TWO.pow(bits - 1);
    return new FeltPlan(limit.negate(), limit.subtract(BigInteger.ONE), bits - 1, "int" + bits);
  }

  @Override
  public long measure(Value value) {
    return value instanceof Value.Int number && fits(number) ? minBytes : -1;
  }

  private boolean fits(Value.Int value) {
    if (value.fitsUnsigned(safeBits)) {
      return true;
    }
    BigInteger number = value.number();
    return number.compareTo(lowest) >= 0 && number.compareTo(highest) <= 0;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    Value.Int number = (Value.Int) value;
    Value.Int element = number.isNegative() ? Value.Int.of(PRIME.add(number.number())) : number;
    element.copyTo(target, at);
    return at + FeltForm.FELT_BYTES;
  }

  @Override
  public Value read(ByteReader in) {
    int from = in.take(FeltForm.FELT_BYTES);
    Value.Int element =
        Value.Int.unsigned(
            in.longAt(from), in.longAt(from + 8), in.longAt(from + 16), in.longAt(from + 24));
    if (element.fitsSigned(Long.SIZE)) {
      element = IntPlan.small(element.toLong());
    }
    if (fits(element)) {
      return element;
    }
    BigInteger number = element.number();
    BigInteger below = number.subtract(PRIME);
    if (below.signum() >= 0 || below.compareTo(lowest) < 0) {
      throw in.refused(
          DecodeReason.INT_RANGE,
          from,
          "expected " + name + ", got " + in.slice(from, FeltForm.FELT_BYTES));
    }
    return Value.Int.of(below);
  }

  @Override
  public int compare(Value left, Value right) {
    return IntPlan.compareNumbers(left, right);
  }
}
