package dev.interlane.spi;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes32;

/**
 * Signs with one secp256k1 key: in memory, in a keystore, or in a service far away. Never shows the
 * key, in no text and no exception. Thread-safe; may block for bounded I/O.
 */
public interface Signer {
  /** The account of the key. */
  EvmAddress address();

  /**
   * Signs a 32-byte digest as it is, low-s.
   *
   * @throws dev.interlane.error.SigningException if the key cannot sign now
   */
  Signature sign(Bytes32 digest);
}
