package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/**
 * No message is known under this id: it was never accepted by this client's journal, or its
 * retention has ended. Thrown where a message must exist; {@code MessagingClient.find} answers
 * empty instead.
 */
public final class UnknownMessageException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /** An error that nothing else caused. */
  public UnknownMessageException(String message, String hint) {
    this(message, hint, null);
  }

  /** An error with its cause. */
  public UnknownMessageException(String message, String hint, @Nullable Throwable cause) {
    super(ErrorCode.UNKNOWN_MESSAGE, message, hint, cause);
  }
}
