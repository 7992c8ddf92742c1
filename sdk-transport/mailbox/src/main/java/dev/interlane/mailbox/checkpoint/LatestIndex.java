package dev.interlane.mailbox.checkpoint;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.mailbox.Unsigned32;
import dev.interlane.primitive.Bytes;

/** The newest index as validators publish it: decimal digits. */
final class LatestIndex {
  /** The digits of the largest index, and some white space. */
  static final int MAX_BYTES = 32;

  private LatestIndex() {}

  static long read(Bytes content, String file) {
    String text = content.toUtf8().strip();
    // Ten digits at most, so that parsing cannot overflow.
    if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > Unsigned32.MAX) {
      throw CodecException.at(
          DecodeReason.INT_RANGE, 0, file, "expected an unsigned 32-bit number in decimal digits");
    }
    return Long.parseLong(text);
  }
}
