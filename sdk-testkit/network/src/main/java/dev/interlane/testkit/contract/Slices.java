package dev.interlane.testkit.contract;

import dev.interlane.primitive.Bytes;
import dev.interlane.testkit.chain.CallFrame;

/** Slices of calldata, which revert without data when they leave it. */
final class Slices {
  private Slices() {}

  static Bytes of(CallFrame frame, Bytes bytes, long from, long count) {
    if (count < 0 || from + count > bytes.length()) {
      throw frame.revert(Bytes.EMPTY);
    }
    return bytes.slice((int) from, (int) count);
  }

  static long unsigned32(Bytes four) {
    return (four.get(0) & 0xffL) << 24
        | (four.get(1) & 0xffL) << 16
        | (four.get(2) & 0xffL) << 8
        | (four.get(3) & 0xffL);
  }
}
