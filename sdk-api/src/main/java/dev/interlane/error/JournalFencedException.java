package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/**
 * Another instance holds the lease now; nothing of the batch was kept and this instance must stop.
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
