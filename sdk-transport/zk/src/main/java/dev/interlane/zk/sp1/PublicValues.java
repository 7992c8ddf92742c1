package dev.interlane.zk.sp1;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What an SP1 program has written out for the world to see: any bytes, usually an ABI encoding. A
 * proof commits to them by {@link #digest()}.
 *
 * @param bytes the values as the program wrote them
 */
public record PublicValues(Bytes bytes) {
  /** A field element of the circuit holds fewer than 254 bits. */
  private static final byte KEPT_BITS = 0x1f;

  /**
   * SHA-256 of the values with the top three bits cleared: one field element, the circuit's second
   * public input.
   *
   * @see <a
   *     href="https://github.com/succinctlabs/sp1-contracts/blob/main/contracts/src/v6.1.0/SP1VerifierGroth16.sol">hashPublicValues
   *     of SP1VerifierGroth16</a>
   */
  public Bytes32 digest() {
    byte[] hash = sha256().digest(bytes.toArray());
    hash[0] &= KEPT_BITS;
    return Bytes32.copyOf(hash, 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }
}
