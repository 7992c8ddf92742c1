package dev.interlane.chain;

import dev.interlane.primitive.Bytes;
import java.io.ByteArrayOutputStream;

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
  private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int BECH32 = 1;
  private static final int BECH32M = 0x2bc830a3;
  private static final int CHECKSUM_GROUPS = 6;
  private static final int MAX_CHARS = 90;
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
    int start = prefix.length() + 1;
    int dataGroups = text.length() - start - CHECKSUM_GROUPS;
    if (!text.startsWith(prefix + "1") || dataGroups < 1 || text.length() > MAX_CHARS) {
      throw new IllegalArgumentException(
          "A segwit address of this chain is "
              + prefix
              + "1 and bech32 characters, got "
              + ShownText.of(text));
    }
    byte[] groups = new byte[text.length() - start];
    for (int i = 0; i < groups.length; i++) {
      int group = ALPHABET.indexOf(text.charAt(start + i));
      if (group < 0) {
        throw new IllegalArgumentException(
            "Not bech32: character "
                + (start + i)
                + " of "
                + ShownText.of(text)
                + " is not in its alphabet");
      }
      groups[i] = (byte) group;
    }
    int version = groups[0];
    if (checksum(prefix, groups) != constantOf(version)) {
      throw new IllegalArgumentException(
          "Bech32 checksum of " + ShownText.of(text) + " is wrong. Check for a typing error");
    }
    return new SegwitAddress(prefix, version, joinGroups(groups, 1, dataGroups - 1, text));
  }

  @Override
  public String toString() {
    int programGroups = (program.length() * 8 + 4) / 5;
    byte[] groups = new byte[1 + programGroups + CHECKSUM_GROUPS];
    groups[0] = (byte) version;
    splitIntoGroups(program, groups, 1);
    int checksum = checksum(prefix, groups) ^ constantOf(version);
    for (int i = 0; i < CHECKSUM_GROUPS; i++) {
      groups[1 + programGroups + i] = (byte) ((checksum >> (5 * (CHECKSUM_GROUPS - 1 - i))) & 31);
    }
    StringBuilder text = new StringBuilder(prefix).append('1');
    for (byte group : groups) {
      text.append(ALPHABET.charAt(group));
    }
    return text.toString();
  }

  private static int constantOf(int version) {
    return version == 0 ? BECH32 : BECH32M;
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

  private static void splitIntoGroups(Bytes program, byte[] groups, int from) {
    int at = from;
    int bits = 0;
    int held = 0;
    for (int i = 0; i < program.length(); i++) {
      held = (held << 8) | (program.get(i) & 0xff);
      bits += 8;
      for (; bits >= 5; bits -= 5) {
        groups[at++] = (byte) ((held >> (bits - 5)) & 31);
      }
    }
    if (bits > 0) {
      groups[at] = (byte) ((held << (5 - bits)) & 31);
    }
  }

  private static Bytes joinGroups(byte[] groups, int from, int count, String text) {
    ByteArrayOutputStream program = new ByteArrayOutputStream();
    int bits = 0;
    int held = 0;
    for (int i = from; i < from + count; i++) {
      held = (held << 5) | groups[i];
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        program.write(held >> bits & 0xff);
      }
    }
    if (bits >= 5 || (held & ((1 << bits) - 1)) != 0) {
      throw new IllegalArgumentException(
          "Bech32 padding of " + ShownText.of(text) + " must be fewer than five bits, all zero");
    }
    return Bytes.of(program.toByteArray());
  }
}
