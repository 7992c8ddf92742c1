package dev.interlane.codec.starknet;

import dev.interlane.codec.internal.ByteReader;
import dev.interlane.codec.internal.Plan;
import dev.interlane.error.DecodeReason;
import dev.interlane.value.Value;

/** Up to 31 bytes in one field element, at its low end, as Cairo's bytes31. */
final class ShortBytesPlan extends Plan {
  static final int MAX_BYTES = 31;

  private static final int HEAP = 40;

  private final int length;

  ShortBytesPlan(int length) {
    super(FeltForm.FELT_BYTES, 0, HEAP);
    this.length = length;
  }

  @Override
  public long measure(Value value) {
    return value instanceof Value.Blob blob && blob.bytes().length() == length ? minBytes : -1;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    ((Value.Blob) value).bytes().copyTo(target, at + FeltForm.FELT_BYTES - length);
    return at + FeltForm.FELT_BYTES;
  }

  @Override
  public Value read(ByteReader in) {
    int from = in.take(FeltForm.FELT_BYTES);
    requireZeros(in, from, FeltForm.FELT_BYTES - length);
    return new Value.Blob(in.slice(from + FeltForm.FELT_BYTES - length, length));
  }

  static void requireZeros(ByteReader in, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (in.byteAt(i) != 0) {
        throw in.refused(
            DecodeReason.DIRTY_PADDING,
            i,
            "expected a zero byte before the content, got " + in.slice(i, 1));
      }
    }
  }

  @Override
  public int compare(Value left, Value right) {
    return ((Value.Blob) left).bytes().compareTo(((Value.Blob) right).bytes());
  }
}
