package dev.interlane.codec.evm;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.value.FunctionSignature;

/** The four bytes in front of calls and errors. */
final class Selectors {
  static final int LENGTH_BYTES = 4;

  private Selectors() {}

  static Bytes32 hash(FunctionSignature signature) {
    return Keccak256.hash(Bytes.fromUtf8(signature.canonical()));
  }

  static Bytes of(FunctionSignature signature) {
    return hash(signature).toBytes().slice(0, LENGTH_BYTES).compact();
  }

  static void require(Bytes data, Bytes selector, FunctionSignature signature) {
    if (data.length() < LENGTH_BYTES) {
      throw CodecException.at(
          DecodeReason.TRUNCATED,
          data.length(),
          "",
          "expected the selector "
              + selector
              + " of "
              + signature
              + ", the input ends at "
              + data.length());
    }
    if (!data.startsWith(selector)) {
      throw CodecException.at(
          DecodeReason.WRONG_TAG,
          0,
          "",
          "expected the selector "
              + selector
              + " of "
              + signature
              + ", got "
              + data.slice(0, LENGTH_BYTES));
    }
  }
}
