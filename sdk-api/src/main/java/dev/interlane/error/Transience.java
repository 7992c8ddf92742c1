package dev.interlane.error;

/** Whether trying the same again, unchanged, can succeed; a property of an {@link ErrorCode}. */
public enum Transience {
  /** It can. */
  TRANSIENT,
  /** It cannot. */
  PERMANENT
}
