package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/**
 * A node serves another chain than the one it was configured for. Thrown when a chain is connected,
 * and later if the node changes; nothing is sent through such a node.
 */
public final class WrongChainException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /** An error that nothing else caused. */
  public WrongChainException(String message, String hint) {
    this(message, hint, null);
  }

  /** An error with its cause. */
  public WrongChainException(String message, String hint, @Nullable Throwable cause) {
    super(ErrorCode.WRONG_CHAIN, message, hint, cause);
  }
}
