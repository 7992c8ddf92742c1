package dev.interlane.codec.cosmwasm;

/**
 * Addresses of Cosmos chains: a prefix, {@code 1}, and lower-case characters of five bits each, of
 * which the last six are a checksum.
 *
 * @see <a href="https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki">BIP-173</a>
 */
final class Bech32 {
  private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  // What each group of five bits on top adds to the checksum.
  private static final int[] MIXED = new int[32];
  private static final int CHECKSUM_CHARS = 6;
  // Contracts have 32 bytes, which with the longest prefix in use is far below.
  private static final int MAX_CHARS = 128;

  static {
    for (int top = 0; top < MIXED.length; top++) {
      for (int i = 0; i < GENERATOR.length; i++) {
        MIXED[top] ^= ((top >> i) & 1) == 0 ? 0 : GENERATOR[i];
      }
    }
  }

  private Bech32() {}

  /** Whether the text is lower-case bech32 with the right checksum. */
  static boolean isAddress(String text) {
    int separator = text.lastIndexOf('1');
    if (separator < 1
        || text.length() > MAX_CHARS
        || text.length() - separator - 1 <= CHECKSUM_CHARS) {
      return false;
    }
    int state = 1;
    for (int i = 0; i < separator; i++) {
      char c = text.charAt(i);
      boolean allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!allowed) {
        return false;
      }
      state = step(state, c >> 5);
    }
    state = step(state, 0);
    for (int i = 0; i < separator; i++) {
      state = step(state, text.charAt(i) & 31);
    }
    for (int i = separator + 1; i < text.length(); i++) {
      int group = ALPHABET.indexOf(text.charAt(i));
      if (group < 0) {
        return false;
      }
      state = step(state, group);
    }
    return state == 1;
  }

  private static int step(int state, int group) {
    return ((state & 0x1ffffff) << 5) ^ group ^ MIXED[state >>> 25];
  }
}
