package dev.interlane.chain;

import dev.interlane.primitive.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Locale;

/**
 * Text with a prefix that says what it is and a checksum that finds typing errors, as many chains
 * write addresses: bech32 and bech32m. Immutable.
 *
 * <pre>
 * prefix    1  groups of 5 bits                            6 groups of checksum
 * celestia  1  q3zvs8xapg0fmj9zerlnj7mklfmd8qjepk7cfv      ...
 * </pre>
 *
 * @param variant which of the two checksums
 * @param prefix the human-readable part, lower case, 1 to 83 of the printable ASCII characters
 * @param groups the data without the checksum, a byte of 0 to 31 for each group
 * @see <a href="https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki">BIP-173</a>
 * @see <a href="https://github.com/bitcoin/bips/blob/master/bip-0350.mediawiki">BIP-350</a>
 */
public record Bech32(Variant variant, String prefix, Bytes groups) {
  /** The longest text, in which the checksum finds every four errors. */
  public static final int MAX_CHARS = 90;

  private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int CHECKSUM_GROUPS = 6;

  /** Which checksum. */
  public enum Variant {
    /** Of BIP-173. */
    BECH32(1),
    /** Of BIP-350. */
    BECH32M(0x2bc830a3);

    private final int constant;

    Variant(int constant) {
      this.constant = constant;
    }
  }

  /** Checks the parts. */
  public Bech32 {
    if (prefix.isEmpty()
        || !prefix.chars().allMatch(c -> c > ' ' && c <= '~')
        || !prefix.equals(prefix.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "A bech32 prefix is printable and lower case, got " + ShownText.of(prefix));
    }
    for (int i = 0; i < groups.length(); i++) {
      if (groups.get(i) < 0 || groups.get(i) > 31) {
        throw new IllegalArgumentException("Group " + i + " has more than five bits: " + groups);
      }
    }
    int chars = prefix.length() + 1 + groups.length() + CHECKSUM_GROUPS;
    if (chars > MAX_CHARS) {
      throw new IllegalArgumentException(
          "Bech32 text has at most " + MAX_CHARS + " characters, got " + chars);
    }
  }

  /** These bytes, in groups of five bits. */
  public static Bech32 of(Variant variant, String prefix, Bytes bytes) {
    return new Bech32(variant, prefix, split(bytes));
  }

  /**
   * Parses text, in either case but not in both.
   *
   * @throws IllegalArgumentException if it is no bech32 text, or its checksum is wrong
   */
  public static Bech32 parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!text.equals(lower) && !text.equals(text.toUpperCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "Bech32 text is in one case, got " + ShownText.of(text) + ". Use the lower one");
    }
    int separator = lower.lastIndexOf('1');
    int count = lower.length() - separator - 1;
    if (separator < 1 || count < CHECKSUM_GROUPS || lower.length() > MAX_CHARS) {
      throw new IllegalArgumentException(
          "Bech32 text is a prefix, 1, and at least 6 characters, at most "
              + MAX_CHARS
              + " in all, got "
              + ShownText.of(text));
    }
    byte[] groups = new byte[count];
    for (int i = 0; i < count; i++) {
      int group = ALPHABET.indexOf(lower.charAt(separator + 1 + i));
      if (group < 0) {
        throw new IllegalArgumentException(
            "Not bech32: character "
                + (separator + 1 + i)
                + " of "
                + ShownText.of(text)
                + " is not in its alphabet");
      }
      groups[i] = (byte) group;
    }
    String prefix = lower.substring(0, separator);
    int checksum = checksum(prefix, groups);
    for (Variant variant : Variant.values()) {
      if (checksum == variant.constant) {
        return new Bech32(variant, prefix, Bytes.copyOf(groups, 0, count - CHECKSUM_GROUPS));
      }
    }
    throw new IllegalArgumentException(
        "Bech32 checksum of " + ShownText.of(text) + " is wrong. Check for a typing error");
  }

  /**
   * The groups as bytes.
   *
   * @throws IllegalArgumentException if they are not full bytes and fewer than five zero bits
   */
  public Bytes bytes() {
    return join(groups);
  }

  /** Joins groups of five bits to bytes. */
  static Bytes join(Bytes groups) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int bits = 0;
    int held = 0;
    for (int i = 0; i < groups.length(); i++) {
      held = ((held << 5) | groups.get(i)) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(held >> bits & 0xff);
      }
    }
    if (bits >= 5 || (held & ((1 << bits) - 1)) != 0) {
      throw new IllegalArgumentException(
          "Bech32 padding must be fewer than five bits, all zero, got the groups " + groups);
    }
    return Bytes.of(bytes.toByteArray());
  }

  /** Splits bytes into groups of five bits, the last one filled with zeros. */
  static Bytes split(Bytes bytes) {
    byte[] groups = new byte[(bytes.length() * 8 + 4) / 5];
    int at = 0;
    int bits = 0;
    int held = 0;
    for (int i = 0; i < bytes.length(); i++) {
      held = ((held << 8) | (bytes.get(i) & 0xff)) & 0xfff;
      bits += 8;
      for (; bits >= 5; bits -= 5) {
        groups[at++] = (byte) (held >> (bits - 5) & 31);
      }
    }
    if (bits > 0) {
      groups[at] = (byte) (held << (5 - bits) & 31);
    }
    return Bytes.of(groups);
  }

  /** The text, in lower case. */
  @Override
  public String toString() {
    byte[] all = new byte[groups.length() + CHECKSUM_GROUPS];
    groups.copyTo(all, 0);
    int checksum = checksum(prefix, all) ^ variant.constant;
    for (int i = 0; i < CHECKSUM_GROUPS; i++) {
      all[groups.length() + i] = (byte) (checksum >> (5 * (CHECKSUM_GROUPS - 1 - i)) & 31);
    }
    StringBuilder text = new StringBuilder(prefix).append('1');
    for (byte group : all) {
      text.append(ALPHABET.charAt(group));
    }
    return text.toString();
  }

  private static int checksum(String prefix, byte[] groups) {
    int state = 1;
    for (int i = 0; i < prefix.length(); i++) {
      state = step(state, prefix.charAt(i) >> 5);
    }
    state = step(state, 0);
    for (int i = 0; i < prefix.length(); i++) {
      state = step(state, prefix.charAt(i) & 31);
    }
    for (byte group : groups) {
      state = step(state, group);
    }
    return state;
  }

  private static int step(int state, int group) {
    int top = state >>> 25;
    int next = ((state & 0x1ffffff) << 5) ^ group;
    for (int i = 0; i < GENERATOR.length; i++) {
      next ^= ((top >> i) & 1) == 0 ? 0 : GENERATOR[i];
    }
    return next;
  }
}
