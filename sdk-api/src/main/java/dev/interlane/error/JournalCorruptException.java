package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/**
 * The journal holds something that it cannot have written: a damaged file, a row that is not a
 * record. Thrown by every method of a {@code Journal} that meets it; nothing is repaired, replaced
 * or made anew, because what looks empty may have been full.
 */
public final class JournalCorruptException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /** An error that nothing else caused. */
  public JournalCorruptException(String message, String hint) {
    this(message, hint, null);
  }

  /** An error with its cause. */
  public JournalCorruptException(String message, String hint, @Nullable Throwable cause) {
    super(ErrorCode.JOURNAL_CORRUPT, message, hint, cause);
  }
}
