package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/**
 * Something unique exists in the journal already, or a record changed since it was read; nothing of
 * the batch was kept. Thrown by {@code Journal.commit}. Whoever wrote the batch reads again and
 * decides anew; committing the same batch again fails in the same way.
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
