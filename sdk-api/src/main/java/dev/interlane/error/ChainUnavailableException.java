package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/**
 * A chain's node did not answer in time, or its answer made no sense. Thrown by {@code ChainPort}
 * and by client calls that ask a chain while the caller waits ({@code send}, {@code quote}, {@code
 * track}); the pipeline itself retries and throws nothing. Whether a transaction handed over in the
 * failed call arrived is unknown.
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
