package dev.interlane.devnet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar stream entry by entry, as far as npm writes it: ustar headers of 512 bytes with name
 * (0, 100), size (124, 12, octal), type (156, 1) and name prefix (345, 155), and pax headers (type
 * x) whose {@code path} record replaces the name of the entry after them. Source: POSIX.1-2001, pax
 * interchange format.
 */
final class PackageArchive {
  private static final int BLOCK_BYTES = 512;
  private static final int MAX_ENTRY_BYTES = 8 << 20;
  private static final int MAX_PAX_BYTES = 1 << 16;

  private final InputStream in;
  private long unread;
  private long padding;

  PackageArchive(InputStream in) {
    this.in = in;
  }

  /**
   * The name of the next regular file; null at the end of the archive. Skips what is left of the
   * present one.
   */
  @Nullable String next() throws IOException {
    in.skipNBytes(unread + padding);
    unread = 0;
    padding = 0;
    @Nullable String longName = null;
    while (true) {
      byte[] header = in.readNBytes(BLOCK_BYTES);
      if (header.length == 0 || isZero(header)) {
        return null;
      }
      if (header.length < BLOCK_BYTES) {
        throw new EOFException(
            "The archive ends within a header, after " + header.length + " of 512 bytes");
      }
      unread = octal(header, 124, 12);
      padding = -unread & (BLOCK_BYTES - 1);
      switch (header[156]) {
        case 'x' -> longName = paxPath(content(MAX_PAX_BYTES));
        case '0', 0 -> {
          return longName != null ? longName : name(header);
        }
        default -> longName = null;
      }
      in.skipNBytes(unread + padding);
    }
  }

  /** The bytes of the present file. */
  byte[] content() throws IOException {
    return content(MAX_ENTRY_BYTES);
  }

  private byte[] content(int limit) throws IOException {
    if (unread > limit) {
      throw new IOException(
          "An entry of the archive has " + unread + " bytes, at most " + limit + " were expected");
    }
    byte[] content = in.readNBytes((int) unread);
    if (content.length < unread) {
      throw new EOFException(
          "The archive ends within an entry, after " + content.length + " of " + unread + " bytes");
    }
    unread = 0;
    return content;
  }

  private static String name(byte[] header) {
    String prefix = text(header, 345, 155);
    String name = text(header, 0, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  /** A pax record is "length key=value\n". */
  private static @Nullable String paxPath(byte[] records) {
    return new String(records, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceFirst("^[0-9]+ ", ""))
        .filter(record -> record.startsWith("path="))
        .map(record -> record.substring("path=".length()))
        .findFirst()
        .orElse(null);
  }

  private static long octal(byte[] header, int offset, int length) throws IOException {
    String digits = text(header, offset, length).strip();
    if (!digits.matches("[0-7]{1,11}")) {
      throw new IOException(
          "A header of the archive has the size '" + digits + "', expected octal digits");
    }
    return Long.parseLong(digits, 8);
  }

  private static String text(byte[] header, int offset, int length) {
    int end = offset;
    while (end < offset + length && header[end] != 0) {
      end++;
    }
    return new String(header, offset, end - offset, StandardCharsets.UTF_8);
  }

  private static boolean isZero(byte[] block) {
    return Arrays.equals(block, new byte[block.length]);
  }
}
