package dev.interlane.spi;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;

/**
 * A secp256k1 signature with its recovery bit.
 *
 * @param r 32 bytes
 * @param s 32 bytes, in the lower half of the group order when we made it
 * @param yParity 0 or 1
 */
public record Signature(Bytes32 r, Bytes32 s, int yParity) {
  public Signature {
    if (yParity != 0 && yParity != 1) {
      throw new IllegalArgumentException("yParity must be 0 or 1, got " + yParity);
    }
  }

  /** The 65 bytes {@code r | s | v} with v 27 or 28, as contracts read them. */
  public Bytes toRsv() {
    return Bytes.generate(
        65,
        target -> {
          r.copyTo(target, 0);
          s.copyTo(target, 32);
          target[64] = (byte) (27 + yParity);
        });
  }
}
