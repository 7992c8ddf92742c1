package dev.interlane.evm.signer;

import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Strictness;
import dev.interlane.error.SigningException;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Keccak256;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of Web3 Secret Storage version 3, still encrypted.
 *
 * <pre>
 * derived key  32 bytes of scrypt or PBKDF2 of the password
 * mac          keccak256(derived key[16..32] | ciphertext)
 * key          AES-128-CTR(derived key[0..16], iv) of the ciphertext
 * </pre>
 */
final class Keystore {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int KEY_BYTES = 32;
  private static final int CIPHER_KEY_BYTES = 16;
  private static final int MAX_UTF8_BYTES_PER_CHAR = 3;

  private final KeystoreFields file;
  private final KeyDerivation derivation;
  private final Bytes iv;
  private final Bytes ciphertext;
  private final Bytes mac;
  private final Optional<EvmAddress> address;

  private Keystore(KeystoreFields file) {
    this.file = file;
    file.require("version", "3");
    // Early versions of geth wrote it with a capital.
    KeystoreFields crypto = file.has("crypto") ? file.object("crypto") : file.object("Crypto");
    crypto.require("cipher", "aes-128-ctr");
    this.iv = crypto.object("cipherparams").hex("iv", CIPHER_KEY_BYTES);
    this.ciphertext = crypto.hex("ciphertext");
    if (ciphertext.isEmpty() || ciphertext.length() > KEY_BYTES) {
      throw crypto.wrong("ciphertext", "1 to 32 bytes", ciphertext.length() + " bytes");
    }
    this.mac = crypto.hex("mac", KEY_BYTES);
    this.derivation = KeyDerivation.read(crypto);
    this.address =
        file.has("address")
            ? Optional.of(
                EvmAddress.parse(
                    file.hex("address", EvmAddress.LENGTH_BYTES).toHex(), Strictness.LENIENT))
            : Optional.empty();
  }

  /**
   * Reads a file.
   *
   * @param name what exceptions call it
   * @throws SigningException if it is no such file
   */
  static Keystore parse(byte[] json, String name) {
    try {
      JsonNode root = JSON.readTree(json);
      return new Keystore(KeystoreFields.of(root, name));
    } catch (JacksonException notJson) {
      // Without its cause, which quotes the file.
      throw new SigningException(
          "The keystore " + name + " is no JSON",
          "Check that the path names a keystore of Web3 Secret Storage version 3");
    }
  }

  /**
   * The key inside.
   *
   * @throws SigningException if the password is another one
   */
  PrivateKey decrypt(char[] password) {
    byte[] secret = utf8(password);
    byte[] derived;
    try {
      derived = derivation.derive(secret);
    } finally {
      wipe(secret);
    }
    try {
      return decrypt(derived);
    } finally {
      wipe(derived);
    }
  }

  private PrivateKey decrypt(byte[] derived) {
    byte[] checked = Arrays.copyOfRange(derived, CIPHER_KEY_BYTES, 2 * CIPHER_KEY_BYTES);
    Bytes found = Keccak256.hash(Bytes.of(checked), ciphertext).toBytes();
    wipe(checked);
    if (!MessageDigest.isEqual(found.toArray(), mac.toArray())) {
      throw new SigningException(
          "The password does not open the keystore " + file.name(),
          "Check the password; if it is right, the file was damaged");
    }
    PrivateKey key = key(plain(derived));
    if (address.isPresent() && !address.get().equals(key.address())) {
      key.destroy();
      throw file.wrong("address", "the key's account " + key.address(), address.get().toString());
    }
    return key;
  }

  private PrivateKey key(byte[] plain) {
    try {
      return PrivateKey.taking(plain);
    } catch (IllegalArgumentException outOfRange) {
      throw file.wrong("ciphertext", "a key of secp256k1", "no such number (not shown)");
    }
  }

  private byte[] plain(byte[] derived) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(derived, 0, CIPHER_KEY_BYTES, "AES"),
          new IvParameterSpec(iv.toArray()));
      // Some writers leave out a key's leading zeros.
      byte[] key = new byte[KEY_BYTES];
      cipher.doFinal(
          ciphertext.toArray(), 0, ciphertext.length(), key, KEY_BYTES - ciphertext.length());
      return key;
    } catch (GeneralSecurityException unavailable) {
      throw new IllegalStateException("This JDK has no AES/CTR/NoPadding", unavailable);
    }
  }

  private static byte[] utf8(char[] password) {
    byte[] room = new byte[MAX_UTF8_BYTES_PER_CHAR * password.length];
    ByteBuffer encoded = ByteBuffer.wrap(room);
    StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(CharBuffer.wrap(password), encoded, true);
    byte[] bytes = Arrays.copyOf(room, encoded.position());
    wipe(room);
    return bytes;
  }

  private static void wipe(byte[] secret) {
    Arrays.fill(secret, (byte) 0);
  }
}
