package dev.interlane.message;

import dev.interlane.primitive.Bytes;
import java.util.Objects;

/**
 * One ERC-7786 attribute: a 4-byte key, by convention a function selector such as that of {@code
 * minGasLimit(uint256)}, and its value.
 *
 * @param key 4 bytes
 * @param value any bytes
 * @see <a href="https://eips.ethereum.org/EIPS/eip-7786">ERC-7786</a>
 */
public record Attribute(Bytes key, Bytes value) {
  /** The number of bytes of a key. */
  public static final int KEY_BYTES = 4;

  public Attribute {
    Objects.requireNonNull(value, "value");
    if (key.length() != KEY_BYTES) {
      throw new IllegalArgumentException(
          "An attribute key has 4 bytes, got " + key.length() + ": " + key);
    }
  }
}
