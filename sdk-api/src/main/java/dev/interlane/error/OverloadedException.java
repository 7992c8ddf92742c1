package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/**
 * The client's bound of messages in flight is reached. Thrown by {@code send} and {@code sendAll},
 * which accepted nothing. Wait for some receipts and send again, or raise the bound in the client's
 * options.
 */
public final class OverloadedException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /** An error that nothing else caused. */
  public OverloadedException(String message, String hint) {
    this(message, hint, null);
  }

  /** An error with its cause. */
  public OverloadedException(String message, String hint, @Nullable Throwable cause) {
    super(ErrorCode.OVERLOADED, message, hint, cause);
  }
}
