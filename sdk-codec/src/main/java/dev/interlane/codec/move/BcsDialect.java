package dev.interlane.codec.move;

import dev.interlane.codec.bind.AddressForm;
import dev.interlane.codec.internal.AddressPlan;
import dev.interlane.codec.internal.IntPlan;
import dev.interlane.codec.internal.KeyForm;
import dev.interlane.codec.internal.LittleEndian;
import dev.interlane.codec.internal.MapPlan;
import dev.interlane.codec.internal.Plan;
import dev.interlane.codec.internal.SequentialDialect;
import dev.interlane.codec.internal.TypePlace;
import dev.interlane.value.ValueType;

/**
 * BCS's forms.
 *
 * <pre>
 * uintN          N in 8, 16, 32, 64, 128, 256: N/8 bytes, the lowest first
 * bool           00 or 01
 * bytes, string  count in ULEB128, content; string is UTF-8
 * bytesN         N bytes
 * address        32 bytes
 * T[]            count in ULEB128, elements
 * T[N], tuple    elements
 * option         00, or 01 and the element: the bytes of a vector of none or one
 * enum           number in ULEB128, data
 * map            count in ULEB128, entries by the rising bytes of the keys
 * unit           nothing
 * </pre>
 */
final class BcsDialect extends SequentialDialect {
  static final BcsDialect INSTANCE = new BcsDialect();

  private BcsDialect() {
    super("BCS", new Forms(Uleb128.SHORTEST, LittleEndian.U8, Uleb128.SHORTEST, 0));
  }

  @Override
  public AddressForm addresses() {
    return AddressForm.KEY;
  }

  @Override
  protected Plan unsigned(ValueType.UInt type, TypePlace place) {
    if (Integer.bitCount(type.bits()) != 1) {
      throw place.refused(type, "integers have 8, 16, 32, 64, 128 or 256 bits");
    }
    return IntPlan.unsigned(type.bits());
  }

  @Override
  protected Plan signed(ValueType.Int type, TypePlace place) {
    throw place.refused(type, "Move has no signed integers; use uint" + type.bits());
  }

  @Override
  protected Plan address() {
    return new AddressPlan(KeyForm.RAW);
  }

  @Override
  protected MapPlan.Order keyOrder() {
    return MapPlan.Order.BY_BYTES;
  }
}
