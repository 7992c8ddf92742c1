package dev.interlane.devnet;

import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import java.util.stream.LongStream;

/** Calldata, and the data of custom errors, which has the same form. */
final class Calls {
  private Calls() {}

  static Bytes of(String signature, Object... arguments) {
    return AbiFunction.parse(signature).encodeCall(arguments);
  }

  static Bytes selector(String signature) {
    return AbiFunction.parse(signature).selector();
  }

  /** A selector before words that need not be what its function takes. */
  static Bytes raw(String signature, BigInteger... words) {
    Bytes calldata = selector(signature);
    for (BigInteger word : words) {
      calldata = Bytes.concat(calldata, Bytes32.ofUnsigned(word).toBytes());
    }
    return calldata;
  }

  /** A selector before words of 1, as many as asked for. */
  static Bytes ones(String signature, int count) {
    return raw(
        signature,
        LongStream.range(0, count).mapToObj(i -> BigInteger.ONE).toArray(BigInteger[]::new));
  }
}
