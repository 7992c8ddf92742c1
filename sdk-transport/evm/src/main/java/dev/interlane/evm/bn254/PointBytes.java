package dev.interlane.evm.bn254;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;

/** The refusals that points of both groups share. */
final class PointBytes {
  private PointBytes() {}

  static void expectLength(Bytes bytes, int length, String what) {
    if (bytes.length() != length) {
      DecodeReason reason =
          bytes.length() < length ? DecodeReason.TRUNCATED : DecodeReason.TRAILING;
      throw CodecException.at(
          reason,
          Math.min(bytes.length(), length),
          "",
          what + " has " + length + " bytes, got " + bytes.length());
    }
  }

  static String part(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
