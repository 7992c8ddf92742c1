package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/** The journal could not keep what it was given; nothing of it is kept. */
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
