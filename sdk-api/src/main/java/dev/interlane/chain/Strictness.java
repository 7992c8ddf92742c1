package dev.interlane.chain;

/**
 * How exactly text and bytes from outside must follow their standard. One meets it as the second
 * argument of {@code parse} and {@code decode}; without it they are {@link #STRICT}.
 *
 * <p>Neither constant guesses: what is truncated, of an unknown version, or open to two readings is
 * refused by both.
 */
public enum Strictness {
  /**
   * Only the canonical form, so that equal values have equal bytes. Use it for whatever is
   * compared, hashed or signed.
   */
  STRICT,
  /**
   * Also spellings of other software whose meaning is beyond doubt: leading zeros of a number,
   * letter case, bytes after the end. The value read is the canonical one and does not remember its
   * spelling. Each method says what it forgives.
   */
  LENIENT
}
