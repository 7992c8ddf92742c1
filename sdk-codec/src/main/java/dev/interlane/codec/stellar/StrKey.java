package dev.interlane.codec.stellar;

import dev.interlane.primitive.Bytes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An account or contract as text: base32 of a version byte, 32 bytes, and their CRC-16 with the low
 * byte first. 35 bytes are 56 characters with no bits to spare.
 *
 * @see <a
 *     href="https://github.com/stellar/stellar-protocol/blob/master/ecosystem/sep-0023.md">SEP-23</a>
 */
record StrKey(Kind kind, Bytes key) {
  /** What the key is of. */
  enum Kind {
    ACCOUNT(6 << 3),
    CONTRACT(2 << 3);

    private final int version;

    Kind(int version) {
      this.version = version;
    }
  }

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int CHARS = 56;
  private static final int BYTES = 35;
  private static final int CHECKED_BYTES = 33;
  private static final int KEY_BYTES = 32;

  /** The key that the text stands for, or null if it is none of an account or contract. */
  static @Nullable StrKey parse(String text) {
    Kind kind = kindOf(text);
    return kind == null
        ? null
        : new StrKey(kind, Bytes.generate(KEY_BYTES, target -> writeKey(text, target, 0)));
  }

  /** What the text is of, or null if it is none of an account or contract. */
  static @Nullable Kind kindOf(String text) {
    if (text.length() != CHARS) {
      return null;
    }
    int crc = 0;
    for (int i = 0; i < CHECKED_BYTES; i++) {
      int each = byteOf(text, i);
      if (each < 0) {
        return null;
      }
      crc = crc(crc, each);
    }
    if (byteOf(text, CHECKED_BYTES) != (crc & 0xff)
        || byteOf(text, CHECKED_BYTES + 1) != crc >> 8) {
      return null;
    }
    int version = byteOf(text, 0);
    return version == Kind.ACCOUNT.version
        ? Kind.ACCOUNT
        : version == Kind.CONTRACT.version ? Kind.CONTRACT : null;
  }

  /** Writes the 32 bytes of text that is a key. */
  static void writeKey(String text, byte[] target, int at) {
    for (int i = 0; i < KEY_BYTES; i++) {
      target[at + i] = (byte) byteOf(text, i + 1);
    }
  }

  /** One of the bytes that the text stands for, or -1 if its characters are none of base32. */
  private static int byteOf(String text, int index) {
    // A byte lies in two or three characters.
    int bit = 8 * index;
    int held = 0;
    int bits = -bit % 5;
    for (int i = bit / 5; bits < 8; i++) {
      int group = group(text.charAt(i));
      if (group < 0) {
        return -1;
      }
      held = (held << 5) | group;
      bits += 5;
    }
    return (held >> (bits - 8)) & 0xff;
  }

  private static int group(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
  }

  @Override
  public String toString() {
    byte[] all = new byte[BYTES];
    all[0] = (byte) kind.version;
    key.copyTo(all, 1);
    int crc = 0;
    for (int i = 0; i < CHECKED_BYTES; i++) {
      crc = crc(crc, all[i] & 0xff);
    }
    all[CHECKED_BYTES] = (byte) crc;
    all[CHECKED_BYTES + 1] = (byte) (crc >> 8);
    byte[] text = new byte[CHARS];
    int at = 0;
    int held = 0;
    int bits = 0;
    for (byte each : all) {
      held = ((held << 8) | (each & 0xff)) & 0xffff;
      bits += 8;
      for (; bits >= 5; bits -= 5) {
        text[at++] = (byte) ALPHABET.charAt((held >> (bits - 5)) & 31);
      }
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  // One step of CRC-16/XMODEM, whose polynomial is 0x1021.
  private static int crc(int crc, int next) {
    int mixed = (crc >> 8) ^ next;
    mixed ^= mixed >> 4;
    return ((crc << 8) ^ (mixed << 12) ^ (mixed << 5) ^ mixed) & 0xffff;
  }
}
