package dev.interlane.error;

/**
 * Why bytes were refused: they are not the one canonical form of any value. The set is closed over
 * all formats; a format uses those that apply to it.
 */
public enum DecodeReason {
  /** The input ends before the value does. */
  TRUNCATED,
  /** Bytes follow after the value. */
  TRAILING,
  /** Filling bytes are not zero, or bits above the width of an integer are set. */
  DIRTY_PADDING,
  /** The bits above a signed integer's width do not repeat its sign. */
  BAD_SIGN_EXTENSION,
  /** A truth value is neither 0 nor 1. */
  BAD_BOOL,
  /** The tag of an option is neither of its two. */
  BAD_OPTION,
  /** An enum has no variant of this number or name. */
  BAD_VARIANT,
  /** A number or length is written longer than it need be. */
  NON_MINIMAL,
  /** An offset points outside the input. */
  OFFSET_OUT_OF_BOUNDS,
  /** An offset points at bytes that another part owns. */
  OFFSET_OVERLAP,
  /** An offset points inside the input, but not where the canonical form puts the part. */
  OFFSET_NOT_CANONICAL,
  /** A length or count is more than the rest of the input can hold. */
  LENGTH_TOO_LARGE,
  /** Parts nest deeper than the format's limit. */
  DEPTH,
  /** Text is not UTF-8. */
  BAD_UTF8,
  /** The keys of a map do not rise. */
  MAP_UNSORTED,
  /** A key of a map occurs twice. */
  MAP_DUPLICATE,
  /** A number lies outside its type's range. */
  INT_RANGE,
  /** The leading selector, discriminator, topic or version is another one than expected. */
  WRONG_TAG,
  /**
   * The input has another shape than the format allows here: a list for bytes, an object for a
   * number.
   */
  WRONG_KIND,
  /** A part of a proof does not have the hash that the part before it, or the root, names. */
  WRONG_HASH,
  /** What is claimed beside a proof is not what the proof shows. */
  NOT_PROVEN,
  /** The value is well formed but larger than a limit that the caller or the format sets. */
  LIMIT,
  /** Coordinates are those of no point of the curve. */
  OFF_CURVE,
  /** A point lies on the curve, but not in the group that is due. */
  OUTSIDE_SUBGROUP
}
