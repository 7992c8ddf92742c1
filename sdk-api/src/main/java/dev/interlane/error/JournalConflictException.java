package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/**
 * Something unique exists in the journal already, or a record changed meanwhile; nothing of the
 * batch was kept.
 */
public final class JournalConflictException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /** An error that nothing else caused. */
  public JournalConflictException(String message, String hint) {
    this(message, hint, null);
  }

  /** An error with its cause. */
  public JournalConflictException(String message, String hint, @Nullable Throwable cause) {
    super(ErrorCode.JOURNAL_CONFLICT, message, hint, cause);
  }
}
