package dev.interlane.primitive;

import org.bouncycastle.crypto.digests.KeccakDigest;

/**
 * The Keccak-256 hash of Ethereum (the Keccak submission's padding, not SHA3-256's), which the JDK
 * lacks. Thread-safe.
 */
public final class Keccak256 {
  private Keccak256() {}

  /** The hash of the parts, one after the other. */
  public static Bytes32 hash(Bytes... parts) {
    KeccakDigest digest = new KeccakDigest(256);
    for (Bytes part : parts) {
      digest.update(part.storage(), part.offset(), part.length());
    }
    return finish(digest);
  }

  /** The hash of two words: the inner node of every binary Merkle tree here. */
  public static Bytes32 hash(Bytes32 left, Bytes32 right) {
    byte[] both = new byte[2 * Bytes32.LENGTH_BYTES];
    left.copyTo(both, 0);
    right.copyTo(both, Bytes32.LENGTH_BYTES);
    KeccakDigest digest = new KeccakDigest(256);
    digest.update(both, 0, both.length);
    return finish(digest);
  }

  private static Bytes32 finish(KeccakDigest digest) {
    byte[] hash = new byte[Bytes32.LENGTH_BYTES];
    digest.doFinal(hash, 0);
    return Bytes32.copyOf(hash, 0);
  }
}
