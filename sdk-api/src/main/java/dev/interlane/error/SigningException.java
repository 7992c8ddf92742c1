package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/**
 * A key could not sign: its keystore is locked, its service does not answer. Thrown by {@code
 * Signer}; nothing was signed. The text never holds key material.
 */
public final class SigningException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /** An error that nothing else caused. */
  public SigningException(String message, String hint) {
    this(message, hint, null);
  }

  /** An error with its cause. */
  public SigningException(String message, String hint, @Nullable Throwable cause) {
    super(ErrorCode.SIGNING_FAILED, message, hint, cause);
  }
}
