package dev.interlane.evm.crypto;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes32;
import java.util.HexFormat;

/**
 * A secp256k1 private key. Nothing prints it: no text, no exception, no accessor. Java cannot wipe
 * it from memory for sure, so keys worth stealing belong behind another {@link
 * dev.interlane.spi.Signer}. Immutable, thread-safe.
 */
public final class PrivateKey {
  private static final String RANGE = "A private key is 32 bytes, from 1 to the group order less 1";

  private final byte[] secret;
  private final EvmAddress address;

  private PrivateKey(byte[] secret) {
    this.secret = secret;
    this.address = Secp256k1.address(secret);
  }

  /**
   * The key with this number.
   *
   * @throws IllegalArgumentException if it is 0, or not below the group order; the text does not
   *     show it
   */
  public static PrivateKey of(Bytes32 secret) {
    if (secret.isZero() || secret.toUnsigned().compareTo(Curve.ORDER) >= 0) {
      throw new IllegalArgumentException(RANGE + "; the given number is outside that range");
    }
    return new PrivateKey(secret.toArray());
  }

  /**
   * Parses 64 hex digits, with or without {@code 0x}.
   *
   * @throws IllegalArgumentException if the text is anything else, or not a key; the exception does
   *     not show it
   */
  public static PrivateKey fromHex(String text) {
    String digits = text.startsWith("0x") || text.startsWith("0X") ? text.substring(2) : text;
    if (digits.length() != 2 * Bytes32.LENGTH_BYTES
        || !digits.chars().allMatch(HexFormat::isHexDigit)) {
      throw new IllegalArgumentException(
          RANGE + ", as 64 hex digits; the given text has another form (not shown)");
    }
    return of(Bytes32.fromHex(digits));
  }

  /** The account of the key. */
  public EvmAddress address() {
    return address;
  }

  /** Names the account, never the key. */
  @Override
  public String toString() {
    return "private key of " + address;
  }

  byte[] secret() {
    return secret;
  }
}
