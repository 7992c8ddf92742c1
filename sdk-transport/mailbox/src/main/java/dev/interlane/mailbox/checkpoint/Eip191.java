package dev.interlane.mailbox.checkpoint;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;

/**
 * Personal messages of 32 bytes. See <a href="https://eips.ethereum.org/EIPS/eip-191">EIP-191</a>.
 */
final class Eip191 {
  private static final Bytes PREFIX = Bytes.fromUtf8("\u0019Ethereum Signed Message:\n32");

  private Eip191() {}

  static Bytes32 digest(Bytes32 hash) {
    return Keccak256.hash(PREFIX, hash.toBytes());
  }
}
