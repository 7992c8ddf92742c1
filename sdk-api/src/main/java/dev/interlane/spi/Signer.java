package dev.interlane.spi;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;

/**
 * Signs with one secp256k1 key: in memory, in a keystore, or in a service far away. Never shows the
 * key, in no text and no exception. Thread-safe; may block for bounded I/O.
 *
 * <p>Two levels: {@link #signPayload} signs whole payloads, such as transactions, which a service
 * can read and judge before it signs; {@link #sign} signs digests, which some services refuse.
 */
public interface Signer {
  /** The account of the key. */
  EvmAddress address();

  /**
   * Signs a 32-byte digest as it is, low-s.
   *
   * @throws dev.interlane.error.SigningException if the key cannot sign now, or signs no digests
   */
  Signature sign(Bytes32 digest);

  /**
   * Signs the Keccak-256 hash of a payload, low-s: of a transaction's unsigned bytes, for one.
   *
   * @throws dev.interlane.error.SigningException if the key cannot sign now
   */
  default Signature signPayload(Bytes payload) {
    return sign(Keccak256.hash(payload));
  }
}
