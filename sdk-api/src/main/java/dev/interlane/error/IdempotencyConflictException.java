package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/**
 * The idempotency key was already used for a message that differs in content. Thrown by {@code
 * send} and {@code sendAll}; nothing was accepted. A repeat of the very same envelope is no
 * conflict but gives the first message's handle; a new message needs a new key.
 */
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
