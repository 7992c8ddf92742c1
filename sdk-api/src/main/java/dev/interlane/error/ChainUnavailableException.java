package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/**
 * A chain's node did not answer, or its answer made no sense. Whether a submitted transaction
 * arrived is then unknown.
 */
public final class ChainUnavailableException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /** An error that nothing else caused. */
  public ChainUnavailableException(String message, String hint) {
    this(message, hint, null);
  }

  /** An error with its cause. */
  public ChainUnavailableException(String message, String hint, @Nullable Throwable cause) {
    super(ErrorCode.CHAIN_UNAVAILABLE, message, hint, cause);
  }
}
