package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/**
 * Another instance of the application has taken over the work: its lease is newer. Thrown by {@code
 * Journal.commit}; nothing of the batch was kept, and this instance must stop and broadcast nothing
 * more.
 */
public final class JournalFencedException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /** An error that nothing else caused. */
  public JournalFencedException(String message, String hint) {
    this(message, hint, null);
  }

  /** An error with its cause. */
  public JournalFencedException(String message, String hint, @Nullable Throwable cause) {
    super(ErrorCode.JOURNAL_FENCED, message, hint, cause);
  }
}
