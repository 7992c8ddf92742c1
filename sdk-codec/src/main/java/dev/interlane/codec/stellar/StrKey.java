package dev.interlane.codec.stellar;

import dev.interlane.primitive.Bytes;
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
  private static final int CRC_POLYNOMIAL = 0x1021;

  /** The key that the text stands for, or null if it is none of an account or contract. */
  static @Nullable StrKey parse(String text) {
    if (text.length() != CHARS) {
      return null;
    }
    byte[] all = new byte[BYTES];
    int held = 0;
    int bits = 0;
    int at = 0;
    for (int i = 0; i < CHARS; i++) {
      int group = ALPHABET.indexOf(text.charAt(i));
      if (group < 0) {
        return null;
      }
      held = ((held << 5) | group) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        all[at++] = (byte) (held >> bits);
      }
    }
    int crc = crc(all);
    if ((all[CHECKED_BYTES] & 0xff) != (crc & 0xff)
        || (all[CHECKED_BYTES + 1] & 0xff) != crc >> 8) {
      return null;
    }
    for (Kind kind : Kind.values()) {
      if (kind.version == (all[0] & 0xff)) {
        return new StrKey(kind, Bytes.copyOf(all, 1, 32));
      }
    }
    return null;
  }

  @Override
  public String toString() {
    byte[] all = new byte[BYTES];
    all[0] = (byte) kind.version;
    key.copyTo(all, 1);
    int crc = crc(all);
    all[CHECKED_BYTES] = (byte) crc;
    all[CHECKED_BYTES + 1] = (byte) (crc >> 8);
    StringBuilder text = new StringBuilder(CHARS);
    int held = 0;
    int bits = 0;
    for (byte each : all) {
      held = ((held << 8) | (each & 0xff)) & 0xffff;
      bits += 8;
      for (; bits >= 5; bits -= 5) {
        text.append(ALPHABET.charAt((held >> (bits - 5)) & 31));
      }
    }
    return text.toString();
  }

  // CRC-16/XMODEM of the version and the key.
  private static int crc(byte[] all) {
    int crc = 0;
    for (int i = 0; i < CHECKED_BYTES; i++) {
      crc ^= (all[i] & 0xff) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ CRC_POLYNOMIAL;
      }
      crc &= 0xffff;
    }
    return crc;
  }
}
