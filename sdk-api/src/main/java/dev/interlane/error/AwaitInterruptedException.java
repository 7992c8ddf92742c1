package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/**
 * The thread that waited was interrupted. Thrown by {@code MessageHandle.awaitReceipt} and by calls
 * that ask a chain; the thread's interrupt flag is set again and the message goes on without it.
 */
public final class AwaitInterruptedException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /** An error that nothing else caused. */
  public AwaitInterruptedException(String message, String hint) {
    this(message, hint, null);
  }

  /** An error with its cause. */
  public AwaitInterruptedException(String message, String hint, @Nullable Throwable cause) {
    super(ErrorCode.INTERRUPTED, message, hint, cause);
  }
}
