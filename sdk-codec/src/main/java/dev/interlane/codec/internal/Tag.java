package dev.interlane.codec.internal;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;

/** The constant bytes that a call begins with. */
public final class Tag {
  private Tag() {}

  /**
   * Makes sure that the data begins with the tag of what was asked for.
   *
   * @throws CodecException if it is shorter, or begins with other bytes
   */
  public static void require(Bytes data, Bytes tag, String what) {
    if (data.startsWith(tag)) {
      return;
    }
    Bytes present = data.slice(0, Math.min(tag.length(), data.length()));
    boolean ended = tag.startsWith(present);
    throw CodecException.at(
        ended ? DecodeReason.TRUNCATED : DecodeReason.WRONG_TAG,
        ended ? data.length() : 0,
        "",
        "expected " + tag + " of " + what + ", got " + present);
  }
}
