package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/** The client is closed; nothing was done. */
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
