package dev.interlane.evm.signer;

import dev.interlane.chain.EvmAddress;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.crypto.Secp256k1;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Signature;
import dev.interlane.spi.Signer;

/**
 * Signs with a key in this process's memory: for tests, development and keys of little worth. The
 * same key and digest always give the same signature. Thread-safe, never blocks.
 */
public final class InMemorySigner implements Signer {
  private final PrivateKey key;

  private InMemorySigner(PrivateKey key) {
    this.key = key;
  }

  /** Signs with this key. */
  public static InMemorySigner of(PrivateKey key) {
    return new InMemorySigner(key);
  }

  /**
   * Signs with the key of these 64 hex digits, with or without {@code 0x}.
   *
   * @throws IllegalArgumentException if they are not a key; the exception does not show them
   */
  public static InMemorySigner fromHex(String privateKey) {
    return of(PrivateKey.fromHex(privateKey));
  }

  @Override
  public EvmAddress address() {
    return key.address();
  }

  @Override
  public Signature sign(Bytes32 digest) {
    return Secp256k1.sign(digest, key);
  }

  /** Names the account, never the key. */
  @Override
  public String toString() {
    return "in-memory signer " + address();
  }
}
