package dev.interlane.codec.starknet;

import dev.interlane.codec.bind.AddressForm;
import dev.interlane.codec.internal.MapPlan;
import dev.interlane.codec.internal.Plan;
import dev.interlane.codec.internal.SequentialDialect;
import dev.interlane.codec.internal.TypePlace;
import dev.interlane.value.ValueType;

/**
 * Cairo's forms, in field elements.
 *
 * <pre>
 * uintN          N in 8, 16, 32, 64, 128: one; uint256: two, the low half first
 * intN           N in 8, 16, 32, 64, 128: one, the prime less the absolute value when below zero
 * felt           one
 * bool           one, 0 or 1
 * bytes, string  ByteArray, see {@link ByteArrayPlan}
 * bytesN         N to 31: one, at its low end
 * address        one, below 2^251
 * T[]            count, elements
 * T[N], tuple    elements
 * option         0 and the element, or 1: the other way round than everywhere else
 * enum           number, data
 * unit           nothing
 * </pre>
 */
final class CairoDialect extends SequentialDialect {
  static final CairoDialect INSTANCE = new CairoDialect();

  private static final int MAX_BITS = 128;

  private CairoDialect() {
    super("Cairo", new Forms(FeltForm.NUMBER, FeltForm.NUMBER, FeltForm.NUMBER, 1));
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
    return type.bits() > MAX_BITS ? new LimbsPlan() : FeltPlan.unsigned(type.bits());
  }

  @Override
  protected Plan signed(ValueType.Int type, TypePlace place) {
    if (type.bits() > MAX_BITS || Integer.bitCount(type.bits()) != 1) {
      throw place.refused(type, "signed integers have 8, 16, 32, 64 or 128 bits");
    }
    return FeltPlan.signed(type.bits());
  }

  @Override
  protected Plan felt(ValueType.Felt type, TypePlace place) {
    return FeltPlan.felt();
  }

  @Override
  protected Plan blob() {
    return new ByteArrayPlan(ByteArrayPlan.Content.BYTES);
  }

  @Override
  protected Plan text() {
    return new ByteArrayPlan(ByteArrayPlan.Content.TEXT);
  }

  @Override
  protected Plan fixedBytes(ValueType.FixedBytes type, TypePlace place) {
    if (type.length() > ShortBytesPlan.MAX_BYTES) {
      throw place.refused(type, "fixed bytes have at most 31; use uint256 or bytes");
    }
    return new ShortBytesPlan(type.length());
  }

  @Override
  protected Plan map(ValueType.Dictionary type, TypePlace place) {
    throw place.refused(type, "it has no maps in calls; use (K,V)[]");
  }

  @Override
  protected Plan address() {
    return new ContractAddressPlan();
  }

  @Override
  protected MapPlan.Order keyOrder() {
    return MapPlan.Order.BY_VALUE;
  }
}
