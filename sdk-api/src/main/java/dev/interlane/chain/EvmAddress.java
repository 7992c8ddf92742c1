package dev.interlane.chain;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;

/**
 * A 20-byte account or contract address of an EVM chain. It is printed with the EIP-55 checksum,
 * and a mixed-case text is accepted only when that checksum holds. Thread-safe.
 *
 * @see <a href="https://eips.ethereum.org/EIPS/eip-55">EIP-55</a>
 */
public final class EvmAddress implements Comparable<EvmAddress> {
  /** The number of bytes, 20. */
  public static final int LENGTH_BYTES = 20;

  /** The zero address, which nobody owns. */
  public static final EvmAddress ZERO = new EvmAddress(Bytes.of(new byte[LENGTH_BYTES]));

  private final Bytes bytes;

  private EvmAddress(Bytes bytes) {
    this.bytes = bytes;
  }

  /**
   * The address of exactly 20 bytes.
   *
   * @throws IllegalArgumentException if there are more or fewer
   */
  public static EvmAddress of(Bytes bytes) {
    if (bytes.length() != LENGTH_BYTES) {
      throw new IllegalArgumentException("An EVM address has 20 bytes, got " + bytes.length());
    }
    return new EvmAddress(bytes.compact());
  }

  /**
   * The address in the lower 20 bytes of a word.
   *
   * @throws IllegalArgumentException if any of the upper 12 bytes is set
   */
  public static EvmAddress fromWord(Bytes32 word) {
    Bytes all = word.toBytes();
    for (int i = 0; i < Bytes32.LENGTH_BYTES - LENGTH_BYTES; i++) {
      if (all.get(i) != 0) {
        throw new IllegalArgumentException(
            "Not an EVM address: the upper 12 bytes of " + word + " must be zero");
      }
    }
    return of(all.slice(Bytes32.LENGTH_BYTES - LENGTH_BYTES));
  }

  /**
   * Parses {@code 0x} and 40 hex digits. All lower or all upper case is taken as it is; mixed case
   * must carry the right EIP-55 checksum.
   *
   * @throws IllegalArgumentException if the text has another form or a wrong checksum
   */
  public static EvmAddress parse(String text) {
    return parse(text, Strictness.STRICT);
  }

  /**
   * Parses {@code 0x} and 40 hex digits. {@link Strictness#LENIENT} takes mixed case without
   * looking at the checksum.
   *
   * @throws IllegalArgumentException if the text has another form, or, when strict, a wrong
   *     checksum
   */
  public static EvmAddress parse(String text, Strictness strictness) {
    if (!text.startsWith("0x") || text.length() != 2 + 2 * LENGTH_BYTES) {
      throw new IllegalArgumentException(
          "An EVM address is 0x and 40 hex digits, got " + ShownText.of(text));
    }
    EvmAddress address = of(Bytes.fromHex(text));
    if (strictness == Strictness.STRICT
        && Eip55.isMixedCase(text.substring(2))
        && !address.toString().equals(text)) {
      throw new IllegalArgumentException(
          "EIP-55 checksum of '"
              + text
              + "' is wrong: the address with its checksum is "
              + address
              + ". Check for a typing error, or give it in lower case to skip the check");
    }
    return address;
  }

  /** The 20 bytes. */
  public Bytes toBytes() {
    return bytes;
  }

  /** The address left-padded to 32 bytes, as ABI words and protocols hold it. */
  public Bytes32 toWord() {
    return Bytes32.leftPad(bytes);
  }

  /** Orders by unsigned bytes. */
  @Override
  public int compareTo(EvmAddress other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EvmAddress that && bytes.equals(that.bytes);
  }

  @Override
  public int hashCode() {
    return bytes.hashCode();
  }

  /** {@code 0x} and 40 hex digits in EIP-55 mixed case. */
  @Override
  public String toString() {
    return "0x" + Eip55.mixedCase(bytes.toHex().substring(2));
  }
}
