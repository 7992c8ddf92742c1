package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/** The idempotency key was already used for another message. Use a new key for a new message. */
public final class IdempotencyConflictException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /** An error that nothing else caused. */
  public IdempotencyConflictException(String message, String hint) {
    this(message, hint, null);
  }

  /** An error with its cause. */
  public IdempotencyConflictException(String message, String hint, @Nullable Throwable cause) {
    super(ErrorCode.IDEMPOTENCY_CONFLICT, message, hint, cause);
  }
}
