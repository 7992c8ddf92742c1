package dev.interlane.error;

import org.jspecify.annotations.Nullable;

/**
 * The world failed us: a chain, a journal, a key, or bytes from outside. What the far chain decided
 * about a message is never an exception but an outcome; misuse of the API is an {@link
 * IllegalArgumentException}. Catch this type to handle them all; its subtypes are few and fixed.
 *
 * <p>The text says what happened, what was expected and what to try; {@link #code} is stable and
 * meant for programs.
 */
public abstract class MessagingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String hint;

  MessagingException(ErrorCode code, String message, String hint, @Nullable Throwable cause) {
    super(code.code() + " " + message + (hint.isEmpty() ? "" : ". " + hint), cause);
    this.code = code;
    this.hint = hint;
  }

  /** What went wrong, stable over versions. */
  public ErrorCode code() {
    return code;
  }

  /** What to try, as one or more sentences; may be empty. */
  public String hint() {
    return hint;
  }

  /** Whether trying the same again, unchanged, can succeed. */
  public boolean isRetryable() {
    return code.transience() == Transience.TRANSIENT;
  }
}
