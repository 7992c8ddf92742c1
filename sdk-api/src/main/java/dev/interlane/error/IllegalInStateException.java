package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/**
 * The message's state does not allow what was asked. Thrown by {@code MessageHandle.cancel} of a
 * message that is delivered or has ended, and by {@code resume} of one that is neither parked nor
 * given up; nothing was changed.
 */
public final class IllegalInStateException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /** An error that nothing else caused. */
  public IllegalInStateException(String message, String hint) {
    this(message, hint, null);
  }

  /** An error with its cause. */
  public IllegalInStateException(String message, String hint, @Nullable Throwable cause) {
    super(ErrorCode.ILLEGAL_IN_STATE, message, hint, cause);
  }
}
