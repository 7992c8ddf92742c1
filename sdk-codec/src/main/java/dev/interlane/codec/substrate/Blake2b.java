package dev.interlane.codec.substrate;

import dev.interlane.primitive.Bytes;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/** The hash of Substrate. */
final class Blake2b {
  private Blake2b() {}

  /** The hash of 1 to 64 bytes, without a key. */
  static Bytes hash(Bytes input, int bytes) {
    Blake2bDigest digest = new Blake2bDigest(8 * bytes);
    digest.update(input.toArray(), 0, input.length());
    return Bytes.generate(bytes, target -> digest.doFinal(target, 0));
  }
}
