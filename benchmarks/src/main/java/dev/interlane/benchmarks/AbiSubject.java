package dev.interlane.benchmarks;

import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.Value;
import java.util.List;

/** Calldata by this project. */
final class AbiSubject implements CodecSubject {
  static final int BITS = 256;

  private final AbiFunction function;
  private final List<Value> values;
  private final Bytes encoded;

  AbiSubject(CodecPayload payload) {
    function = AbiFunction.of(new FunctionSignature("place", payload.parameters(BITS)));
    values = values(payload);
    encoded = function.encodeCallValues(values);
  }

  static List<Value> values(CodecPayload payload) {
    return payload.values(random -> Value.Address.of(Bytes.generate(20, random::nextBytes)), BITS);
  }

  Bytes encoded() {
    return encoded;
  }

  @Override
  public Object encode() {
    return function.encodeCallValues(values);
  }

  @Override
  public Object decode() {
    return function.decodeCall(encoded);
  }

  @Override
  public int encodedBytes() {
    return encoded.length();
  }
}
