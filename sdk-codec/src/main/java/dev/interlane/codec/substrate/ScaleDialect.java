package dev.interlane.codec.substrate;

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
 * SCALE's forms.
 *
 * <pre>
 * uintN, intN    N in 8, 16, 32, 64, 128, 256: N/8 bytes, the lowest first
 * compactN       see {@link CompactForm}
 * bool           00 or 01
 * bytes, string  compact count, content; string is UTF-8
 * bytesN         N bytes
 * address        32 bytes
 * T[]            compact count, elements
 * T[N], tuple    elements
 * option         00, or 01 and the element, for bool too: two bytes, as Rust's Option&lt;bool&gt; has them
 * enum           number of one byte, data
 * map            compact count, entries by rising key
 * unit           nothing
 * </pre>
 */
final class ScaleDialect extends SequentialDialect {
  static final ScaleDialect INSTANCE = new ScaleDialect();

  private ScaleDialect() {
    super("SCALE", new Forms(CompactForm.COUNT, LittleEndian.U8, LittleEndian.U8, 0));
  }

  @Override
  public AddressForm addresses() {
    return AddressForm.KEY;
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
    if (Integer.bitCount(bits) != 1) {
      throw place.refused(type, "integers have 8, 16, 32, 64, 128 or 256 bits");
    }
  }

  @Override
  protected Plan compact(ValueType.Compact type, TypePlace place) {
    checkWidth(type, type.bits(), place);
    return new CompactPlan(type.bits());
  }

  @Override
  protected Plan address() {
    return new AddressPlan(Ss58Form.BYTES);
  }

  @Override
  protected MapPlan.Order keyOrder() {
    return MapPlan.Order.BY_VALUE;
  }
}
