package dev.interlane.evm.signer;

import dev.interlane.primitive.Bytes;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * How a keystore makes 32 bytes of its password. The file chooses how much work and memory that
 * takes, so both are bounded.
 */
sealed interface KeyDerivation {
  int KEY_BYTES = 32;

  /** What geth's standard files use: 128 * 2^18 * 8 bytes. */
  long MAX_SCRYPT_MEMORY_BYTES = 256L * 1024 * 1024;

  /** Some ten seconds: n * r * p, eight times geth's standard. */
  long MAX_SCRYPT_WORK = 1L << 24;

  int MAX_PBKDF2_ROUNDS = 10_000_000;
  int MAX_SALT_BYTES = 1024;

  /** The key of these bytes, which stay the caller's. */
  byte[] derive(byte[] password);

  /**
   * The derivation that a keystore names.
   *
   * @throws dev.interlane.error.SigningException if it is another one, or beyond the bounds
   */
  static KeyDerivation read(KeystoreFields crypto) {
    KeystoreFields parameters = crypto.object("kdfparams");
    parameters.number("dklen", KEY_BYTES, KEY_BYTES);
    Bytes salt = parameters.hex("salt");
    if (salt.length() > MAX_SALT_BYTES) {
      throw parameters.wrong("salt", "at most 1024 bytes", salt.length() + " bytes");
    }
    return switch (crypto.text("kdf")) {
      case "scrypt" -> Scrypt.read(parameters, salt);
      case "pbkdf2" -> Pbkdf2.read(parameters, salt);
      default -> throw crypto.wrong("kdf", "scrypt or pbkdf2", "another function");
    };
  }

  /** scrypt (RFC 7914). */
  record Scrypt(Bytes salt, int n, int r, int p) implements KeyDerivation {
    static Scrypt read(KeystoreFields parameters, Bytes salt) {
      int n = parameters.number("n", 2, 1 << 24);
      int r = parameters.number("r", 1, 1 << 16);
      int p = parameters.number("p", 1, 1 << 16);
      if (Integer.bitCount(n) != 1) {
        throw parameters.wrong("n", "a power of 2", String.valueOf(n));
      }
      // RFC 7914, 2: n < 2^(128 * r / 8).
      if (r == 1 && n >= 1 << 16) {
        throw parameters.wrong("n", "below 65536 with r = 1", String.valueOf(n));
      }
      if (128L * n * r > MAX_SCRYPT_MEMORY_BYTES) {
        throw parameters.wrong(
            "n", "at most 256 MiB of memory (128 * n * r)", 128L * n * r + " bytes");
      }
      if ((long) n * r * p > MAX_SCRYPT_WORK) {
        throw parameters.wrong("n", "n * r * p of at most " + MAX_SCRYPT_WORK, "more work");
      }
      return new Scrypt(salt, n, r, p);
    }

    @Override
    public byte[] derive(byte[] password) {
      return SCrypt.generate(password, salt.toArray(), n, r, p, KEY_BYTES);
    }
  }

  /** PBKDF2 with HMAC-SHA-256 (RFC 8018). */
  record Pbkdf2(Bytes salt, int rounds) implements KeyDerivation {
    static Pbkdf2 read(KeystoreFields parameters, Bytes salt) {
      parameters.require("prf", "hmac-sha256");
      return new Pbkdf2(salt, parameters.number("c", 1, MAX_PBKDF2_ROUNDS));
    }

    @Override
    public byte[] derive(byte[] password) {
      PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA256Digest());
      generator.init(password, salt.toArray(), rounds);
      return ((KeyParameter) generator.generateDerivedMacParameters(8 * KEY_BYTES)).getKey();
    }
  }
}
