package dev.interlane.benchmarks;

import dev.interlane.codec.ValueCodec;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import java.util.List;

/** Values by this project in the bytes of a VM. */
final class ValuesSubject implements CodecSubject {
  private final ValueCodec codec;
  private final List<Value> values;
  private final Bytes encoded;

  ValuesSubject(ValueCodec codec, List<Value> values) {
    this.codec = codec;
    this.values = values;
    this.encoded = codec.encodeValues(values);
  }

  @Override
  public Object encode() {
    return codec.encodeValues(values);
  }

  @Override
  public Object decode() {
    return codec.decode(encoded);
  }

  @Override
  public int encodedBytes() {
    return encoded.length();
  }
}
