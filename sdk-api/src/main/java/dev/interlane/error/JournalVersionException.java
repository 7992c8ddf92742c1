package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/**
 * The journal was written by another version of the SDK than this one can read, or its schema is
 * not the one this version expects. Thrown when a journal is opened, and by reads that meet a
 * record of a newer version.
 */
public final class JournalVersionException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /** An error that nothing else caused. */
  public JournalVersionException(String message, String hint) {
    this(message, hint, null);
  }

  /** An error with its cause. */
  public JournalVersionException(String message, String hint, @Nullable Throwable cause) {
    super(ErrorCode.JOURNAL_VERSION, message, hint, cause);
  }
}
