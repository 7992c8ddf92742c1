package dev.interlane.error;

/** Whether trying the same again, unchanged, can succeed. */
public enum Transience {
  /** It can. */
  TRANSIENT,
  /** It cannot. */
  PERMANENT
}
