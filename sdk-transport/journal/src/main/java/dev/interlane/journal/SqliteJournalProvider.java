package dev.interlane.journal;

import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The journal of a client that was given none: {@link SqliteJournal} with default options in {@code
 * interlane-journal/<application id>} below the working directory. Of the application id, letters,
 * digits, {@code -} and {@code _} stand for themselves, every other byte of its UTF-8 form is
 * {@code %} and two hexadecimal digits.
 */
public final class SqliteJournalProvider implements JournalProvider {
  /** The directory below the working directory that holds one directory per application id. */
  public static final String DIRECTORY = "interlane-journal";

  private static final String PLAIN =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

  /** For {@link java.util.ServiceLoader}. */
  public SqliteJournalProvider() {}

  @Override
  public String name() {
    return "sqlite";
  }

  @Override
  public Journal open(String appId) {
    return SqliteJournal.open(Path.of(DIRECTORY, fileName(appId)));
  }

  /** A name that exists on every file system and is different for different ids. */
  static String fileName(String appId) {
    StringBuilder name = new StringBuilder();
    for (byte one : appId.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (one & 0xff);
      name.append(PLAIN.indexOf(c) >= 0 ? String.valueOf(c) : "%%%02x".formatted((int) c));
    }
    return name.toString();
  }
}
