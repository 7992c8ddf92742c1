package dev.interlane.codec.internal;

import dev.interlane.error.DecodeReason;
import dev.interlane.value.Value;
import org.jspecify.annotations.Nullable;

/** A byte string whose length the type says. */
public final class FixedBytesPlan extends Plan {
  // A blob and the bytes that it holds.
  private static final int HEAP = 40;

  private final int length;
  private final @Nullable NumberForm header;
  private final int alignment;

  /** Exactly so many bytes, and nothing else. */
  public FixedBytesPlan(int length) {
    this(length, null, 1);
  }

  /** Exactly so many bytes behind their length, padded to a multiple of the alignment. */
  public FixedBytesPlan(int length, @Nullable NumberForm header, int alignment) {
    super(
        (long) length + (-length & (alignment - 1)) + (header == null ? 0 : header.size(length)),
        0,
        HEAP);
    this.length = length;
    this.header = header;
    this.alignment = alignment;
  }

  @Override
  public long measure(Value value) {
    return value instanceof Value.Blob blob && blob.bytes().length() == length ? minBytes : -1;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    int from = header == null ? at : header.write(length, target, at);
    ((Value.Blob) value).bytes().copyTo(target, from);
    return at + (int) minBytes;
  }

  @Override
  public Value read(ByteReader in) {
    if (header != null) {
      int start = in.at();
      in.requireCount(start, header.read(in, DecodeReason.LENGTH_TOO_LARGE), length);
    }
    int from = in.take(length);
    in.skipPadding(length, alignment);
    return new Value.Blob(in.slice(from, length));
  }

  @Override
  public int compare(Value left, Value right) {
    return ((Value.Blob) left).bytes().compareTo(((Value.Blob) right).bytes());
  }
}
