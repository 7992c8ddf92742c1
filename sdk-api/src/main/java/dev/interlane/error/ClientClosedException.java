package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/**
 * The client is closed. Thrown by every call on it, which then did nothing, and to every thread
 * that waits for a receipt when it closes; a message in a durable journal goes on with the next
 * client.
 */
public final class ClientClosedException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /** An error that nothing else caused. */
  public ClientClosedException(String message, String hint) {
    this(message, hint, null);
  }

  /** An error with its cause. */
  public ClientClosedException(String message, String hint, @Nullable Throwable cause) {
    super(ErrorCode.CLIENT_CLOSED, message, hint, cause);
  }
}
