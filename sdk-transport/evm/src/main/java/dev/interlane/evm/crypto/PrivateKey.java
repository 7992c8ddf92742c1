package dev.interlane.evm.crypto;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import javax.security.auth.Destroyable;

/**
 * A secp256k1 private key. Nothing prints it: no text, no exception, no accessor. {@link #destroy}
 * wipes its bytes, but Java may have copied them before, so keys worth stealing belong behind
 * another {@link dev.interlane.spi.Signer}. Immutable until then, thread-safe.
 */
public final class PrivateKey implements Destroyable {
  private static final String RANGE = "A private key is 32 bytes, from 1 to the group order less 1";

  private final byte[] secret;
  private final EvmAddress address;

  private volatile boolean isDestroyed;

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
   * The key of these 32 bytes, big-endian, which become its own: {@link #destroy} wipes them.
   *
   * @throws IllegalArgumentException as {@link #of} does; the bytes are wiped then
   */
  public static PrivateKey taking(byte[] secret) {
    BigInteger number = new BigInteger(1, secret);
    if (secret.length != Bytes32.LENGTH_BYTES
        || number.signum() == 0
        || number.compareTo(Curve.ORDER) >= 0) {
      Arrays.fill(secret, (byte) 0);
      throw new IllegalArgumentException(RANGE + "; the given bytes are no such number");
    }
    return new PrivateKey(secret);
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

  /** Wipes the key; it signs nothing any more. Nobody may be signing with it meanwhile. */
  @Override
  public void destroy() {
    isDestroyed = true;
    Arrays.fill(secret, (byte) 0);
  }

  @Override
  public boolean isDestroyed() {
    return isDestroyed;
  }

  byte[] secret() {
    if (isDestroyed) {
      throw new IllegalStateException("The " + this + " was destroyed");
    }
    return secret;
  }
}
