package dev.interlane.codec.svm;

import dev.interlane.codec.bind.AddressForm;
import dev.interlane.codec.internal.AddressPlan;
import dev.interlane.codec.internal.IntPlan;
import dev.interlane.codec.internal.LittleEndian;
import dev.interlane.codec.internal.MapPlan;
import dev.interlane.codec.internal.Plan;
import dev.interlane.codec.internal.SequentialDialect;
import dev.interlane.codec.internal.TypePlace;
import dev.interlane.value.ValueType;

/**
 * Borsh's forms.
 *
 * <pre>
 * uintN, intN    N in 8, 16, 32, 64, 128: N/8 bytes, the lowest first
 * bool           00 or 01
 * bytes, string  count of four bytes, content; string is UTF-8
 * bytesN         N bytes
 * address        32 bytes
 * T[]            count of four bytes, elements
 * T[N], tuple    elements
 * option         00, or 01 and the element
 * enum           number of one byte, data
 * map            count of four bytes, entries by rising key
 * unit           nothing
 * </pre>
 */
final class BorshDialect extends SequentialDialect {
  static final BorshDialect INSTANCE = new BorshDialect();

  private static final int MAX_BITS = 128;

  private BorshDialect() {
    super("Borsh", new Forms(LittleEndian.U32, LittleEndian.U8, LittleEndian.U8, 0));
  }

  @Override
  public AddressForm addresses() {
    return AddressForm.TEXT;
  }

  @Override
  protected Plan unsigned(ValueType.UInt type, TypePlace place) {
    checkWidth(type, type.bits(), place);
    return IntPlan.unsigned(type.bits());
  }

  @Override
  protected Plan signed(ValueType.Int type, TypePlace place) {
    checkWidth(type, type.bits(), place);
    return IntPlan.signed(type.bits());
  }

  private static void checkWidth(ValueType type, int bits, TypePlace place) {
    if (bits > MAX_BITS || Integer.bitCount(bits) != 1) {
      throw place.refused(
          type, "integers have 8, 16, 32, 64 or 128 bits; for more use bytes32 or uint64[4]");
    }
  }

  @Override
  protected Plan address() {
    return new AddressPlan(Base58Form.TEXT);
  }

  @Override
  protected MapPlan.Order keyOrder() {
    return MapPlan.Order.BY_VALUE;
  }
}
