package dev.interlane.codec.cosmwasm;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.IntPlan;
import dev.interlane.codec.internal.Plan;
import dev.interlane.error.DecodeReason;
import dev.interlane.value.Value;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** An integer in decimal digits; above 32 bits in quotes, as contracts have them. */
final class JsonIntPlan extends Plan {
  private static final int MAX_NUMBER_BITS = 32;
  // 2^256 has 78 digits.
  private static final int MAX_DIGITS = 78;
  private static final int MAX_LONG_DIGITS = 18;

  private final int bits;
  private final boolean signed;
  private final int quotes;

  private JsonIntPlan(int bits, boolean signed) {
    super(bits > MAX_NUMBER_BITS ? 3 : 1, 0, 0);
    this.bits = bits;
    this.signed = signed;
    this.quotes = bits > MAX_NUMBER_BITS ? 1 : 0;
  }

  static JsonIntPlan unsigned(int bits) {
    return new JsonIntPlan(bits, false);
  }

  static JsonIntPlan signed(int bits) {
    return new JsonIntPlan(bits, true);
  }

  private boolean fits(Value.Int number) {
    return signed ? number.fitsSigned(bits) : number.fitsUnsigned(bits);
  }

  @Override
  public long measure(Value value) {
    return value instanceof Value.Int number && fits(number)
        ? Decimal.length(number) + 2L * quotes
        : -1;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    Value.Int number = (Value.Int) value;
    int next = at;
    if (quotes > 0) {
      target[next++] = '"';
    }
    next = Decimal.write(number, Decimal.length(number), target, next);
    if (quotes > 0) {
      target[next++] = '"';
    }
    return next;
  }

  @Override
  public Value read(ByteReader in) {
    if (quotes > 0) {
      Json.expect(in, '"');
    }
    int start = in.at();
    boolean negative = signed && Json.took(in, '-');
    int from = in.at();
    while (in.peek() >= '0' && in.peek() <= '9') {
      in.take(1);
    }
    int digits = in.at() - from;
    if (digits == 0) {
      throw Json.unexpected(in, signed ? "a digit or -" : "a digit");
    }
    boolean zero = in.byteAt(from) == '0';
    if (zero && (digits > 1 || negative)) {
      throw in.refused(
          DecodeReason.NON_MINIMAL, start, "a number has no needless zero and no sign of zero");
    }
    Value.Int number = number(in, from, digits, negative);
    if (number == null || !fits(number)) {
      throw in.refused(
          DecodeReason.INT_RANGE,
          start,
          "expected "
              + (signed ? "int" : "uint")
              + bits
              + ", got "
              + in.slice(start, Math.min(MAX_DIGITS + 1, in.at() - start)).toUtf8());
    }
    if (quotes > 0) {
      Json.expect(in, '"');
    }
    return number;
  }

  private static Value.@Nullable Int number(ByteReader in, int from, int digits, boolean negative) {
    if (digits > MAX_DIGITS) {
      return null;
    }
    if (digits <= MAX_LONG_DIGITS) {
      long number = 0;
      for (int i = from; i < from + digits; i++) {
        number = 10 * number + in.byteAt(i) - '0';
      }
      return IntPlan.small(negative ? -number : number);
    }
    BigInteger number = new BigInteger(in.slice(from, digits).toUtf8());
    BigInteger value = negative ? number.negate() : number;
    return value.bitLength() > (negative ? 255 : 256) ? null : Value.Int.of(value);
  }

  @Override
  public int compare(Value left, Value right) {
    return IntPlan.compareNumbers(left, right);
  }
}
