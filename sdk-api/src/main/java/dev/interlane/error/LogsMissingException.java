package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/**
 * The logs that a chain's nodes show have a hole: a contract numbers what it logs, and numbers are
 * missing. Thrown after another node was asked, where there is one; nothing is concluded from such
 * logs. They may be read again later.
 */
public final class LogsMissingException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /** An error that nothing else caused. */
  public LogsMissingException(String message, String hint) {
    this(message, hint, null);
  }

  /** An error with its cause. */
  public LogsMissingException(String message, String hint, @Nullable Throwable cause) {
    super(ErrorCode.LOGS_MISSING, message, hint, cause);
  }
}
