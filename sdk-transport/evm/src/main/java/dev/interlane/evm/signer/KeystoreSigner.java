package dev.interlane.evm.signer;

import dev.interlane.chain.EvmAddress;
import dev.interlane.error.SigningException;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.crypto.Secp256k1;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Signature;
import dev.interlane.spi.Signer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Signs with a key from an encrypted keystore file: Web3 Secret Storage version 3, as geth,
 * Foundry, ethers and web3j write it, with scrypt or PBKDF2. The key is decrypted once, when the
 * file is opened, and wiped by {@link #close}. Thread-safe.
 *
 * <pre>{@code
 * char[] password = console.readPassword();
 * try (KeystoreSigner signer = KeystoreSigner.open(Path.of("key.json"), password)) {
 *   Arrays.fill(password, ' ');
 *   ...
 * }
 * }</pre>
 *
 * @see <a
 *     href="https://ethereum.org/developers/docs/data-structures-and-encoding/web3-secret-storage">Web3
 *     Secret Storage</a>
 */
public final class KeystoreSigner implements Signer, AutoCloseable {
  /** Real files have half a KiB. */
  private static final int MAX_FILE_BYTES = 64 * 1024;

  private final PrivateKey key;
  private final ReadWriteLock inUse = new ReentrantReadWriteLock();

  private KeystoreSigner(PrivateKey key) {
    this.key = key;
  }

  /**
   * Opens a keystore file, which takes about a second.
   *
   * @param password the caller's, who may wipe it when this returns
   * @throws SigningException if the file cannot be read, is no keystore of a form known here, asks
   *     for more than 256 MiB or some 10 seconds of work, or has another password
   */
  public static KeystoreSigner open(Path file, char[] password) {
    byte[] json;
    try (InputStream content = Files.newInputStream(file)) {
      json = content.readNBytes(MAX_FILE_BYTES + 1);
    } catch (IOException unreadable) {
      throw new SigningException(
          "Cannot read the keystore " + file, "Check its path and permissions", unreadable);
    }
    if (json.length > MAX_FILE_BYTES) {
      throw new SigningException(
          "The keystore " + file + " is larger than " + MAX_FILE_BYTES + " bytes",
          "Check that the path names a keystore");
    }
    return new KeystoreSigner(Keystore.parse(json, file.toString()).decrypt(password));
  }

  @Override
  public EvmAddress address() {
    return key.address();
  }

  @Override
  public Signature sign(Bytes32 digest) {
    inUse.readLock().lock();
    try {
      if (key.isDestroyed()) {
        throw new SigningException(
            "The " + this + " is closed", "Open the keystore again, or close it later");
      }
      return Secp256k1.sign(digest, key);
    } finally {
      inUse.readLock().unlock();
    }
  }

  /** Wipes the key, once no signature is under way. */
  @Override
  public void close() {
    inUse.writeLock().lock();
    try {
      key.destroy();
    } finally {
      inUse.writeLock().unlock();
    }
  }

  /** Names the account, never the key. */
  @Override
  public String toString() {
    return "keystore signer " + address();
  }
}
