package dev.interlane.chain;

import dev.interlane.primitive.Bytes;

/**
 * A witness program of Bitcoin and its like, written in bech32 (version 0) or bech32m (later
 * versions).
 *
 * <pre>
 * prefix  1  version  program in groups of 5 bits  6 groups of checksum
 * bc      1  q        w508d6qejxtdg4y5r3zarvary0c5xw7k     v8f3t4
 * </pre>
 *
 * @param prefix the network's human-readable part, such as {@code bc}
 * @param version the witness version, 0 to 16
 * @param program 20 or 32 bytes
 * @see <a href="https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki">BIP-173</a>
 * @see <a href="https://github.com/bitcoin/bips/blob/master/bip-0350.mediawiki">BIP-350</a>
 */
record SegwitAddress(String prefix, int version, Bytes program) {
  /** The 1, the version, and six groups of checksum. */
  private static final int MIN_CHARS_AFTER_PREFIX = 8;

  static final int MAX_VERSION = 16;

  SegwitAddress {
    if (version < 0 || version > MAX_VERSION) {
      throw new IllegalArgumentException("A witness version is 0 to 16, got " + version);
    }
    if (program.length() != 20 && program.length() != 32) {
      throw new IllegalArgumentException(
          "A witness program has 20 or 32 bytes, got " + program.length());
    }
  }

  /** Parses lower-case text with this prefix. */
  static SegwitAddress parse(String prefix, String text) {
    if (!text.startsWith(prefix + "1")
        || text.length() < prefix.length() + MIN_CHARS_AFTER_PREFIX
        || text.length() > Bech32.MAX_CHARS) {
      throw new IllegalArgumentException(
          "A segwit address of this chain is "
              + prefix
              + "1 and bech32 characters, got "
              + ShownText.of(text));
    }
    Bech32 parsed = Bech32.parse(text);
    int version = parsed.groups().get(0);
    if (parsed.variant() != variantOf(version)) {
      throw new IllegalArgumentException(
          "Bech32 checksum of "
              + ShownText.of(text)
              + " is that of another witness version. Check for a typing error");
    }
    return new SegwitAddress(prefix, version, Bech32.join(parsed.groups().slice(1)));
  }

  @Override
  public String toString() {
    Bytes groups = Bytes.concat(Bytes.of((byte) version), Bech32.split(program));
    return new Bech32(variantOf(version), prefix, groups).toString();
  }

  private static Bech32.Variant variantOf(int version) {
    return version == 0 ? Bech32.Variant.BECH32 : Bech32.Variant.BECH32M;
  }
}
