package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/**
 * The journal cannot be reached, is full, or failed. Thrown by every method of a {@code Journal}
 * and by {@code send}, whose message is then not accepted: nothing of what was to be kept is kept.
 */
public final class JournalUnavailableException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /** An error that nothing else caused. */
  public JournalUnavailableException(String message, String hint) {
    this(message, hint, null);
  }

  /** An error with its cause. */
  public JournalUnavailableException(String message, String hint, @Nullable Throwable cause) {
    super(ErrorCode.JOURNAL_UNAVAILABLE, message, hint, cause);
  }
}
