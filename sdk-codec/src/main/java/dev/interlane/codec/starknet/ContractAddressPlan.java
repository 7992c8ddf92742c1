package dev.interlane.codec.starknet;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.KeyForm;
import dev.interlane.codec.internal.Plan;
import dev.interlane.error.DecodeReason;
import dev.interlane.value.Value;
import org.jspecify.annotations.Nullable;

/** An address: one field element below 2^251. */
final class ContractAddressPlan extends Plan {
  // 2^251 is a byte of 8 and zeros behind.
  private static final int FIRST_BYTE_LIMIT = 8;
  private static final int HEAP = 48;

  ContractAddressPlan() {
    super(FeltForm.FELT_BYTES, 0, HEAP);
  }

  private static boolean fits(Value.Address address) {
    return KeyForm.RAW.has(address) && (address.bytes().get(0) & 0xff) < FIRST_BYTE_LIMIT;
  }

  @Override
  public long measure(Value value) {
    return value instanceof Value.Address address && fits(address) ? minBytes : -1;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    ((Value.Address) value).bytes().copyTo(target, at);
    return at + FeltForm.FELT_BYTES;
  }

  @Override
  public Value read(ByteReader in) {
    int from = in.take(FeltForm.FELT_BYTES);
    if (in.byteAt(from) >= FIRST_BYTE_LIMIT) {
      throw in.refused(
          DecodeReason.INT_RANGE,
          from,
          "expected an address below 2^251, got " + in.slice(from, FeltForm.FELT_BYTES));
    }
    return Value.Address.of(in.slice(from, FeltForm.FELT_BYTES));
  }

  @Override
  public @Nullable String misfit(Value value) {
    return value instanceof Value.Address address && !fits(address)
        ? " must be a Starknet address, 32 bytes below 2^251, got " + address
        : null;
  }

  @Override
  public int compare(Value left, Value right) {
    return ((Value.Address) left).bytes().compareTo(((Value.Address) right).bytes());
  }
}
