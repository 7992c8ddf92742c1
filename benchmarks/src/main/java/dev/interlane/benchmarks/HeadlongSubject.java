package dev.interlane.benchmarks;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;

/** Calldata by headlong, whose natural form is bytes. */
final class HeadlongSubject implements CodecSubject {
  private final Function function;
  private final byte[] encoded;
  private final Tuple values;

  HeadlongSubject(CodecPayload payload) {
    function = Function.parse("place" + payload.types(AbiSubject.BITS));
    encoded = new AbiSubject(payload).encoded().toArray();
    values = function.decodeCall(encoded);
  }

  @Override
  public Object encode() {
    return function.encodeCall(values).array();
  }

  @Override
  public Object decode() {
    return function.decodeCall(encoded);
  }

  @Override
  public int encodedBytes() {
    return encoded.length;
  }
}
