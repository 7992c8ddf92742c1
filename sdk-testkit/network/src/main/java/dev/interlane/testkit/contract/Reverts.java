package dev.interlane.testkit.contract;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;

/** Revert data as Solidity writes it. */
final class Reverts {
  static final int ARITHMETIC_OVERFLOW = 0x11;

  private static final Bytes ERROR = Abi.selector("Error(string)");
  private static final Bytes PANIC = Abi.selector("Panic(uint256)");

  private Reverts() {}

  /** What {@code revert("...")} and a failed {@code require} throw. */
  static RuntimeException reason(CallFrame frame, String reason) {
    return frame.revert(Bytes.concat(ERROR, Abi.dynamic(Bytes.fromUtf8(reason))));
  }

  static void require(CallFrame frame, boolean condition, String reason) {
    if (!condition) {
      throw reason(frame, reason);
    }
  }

  static RuntimeException panic(CallFrame frame, int code) {
    return frame.revert(Bytes.concat(PANIC, Abi.words(Abi.word(code))));
  }

  /** A custom error whose arguments are single words. */
  static RuntimeException error(CallFrame frame, String signature, Bytes32... arguments) {
    return frame.revert(Bytes.concat(Abi.selector(signature), Abi.words(arguments)));
  }
}
