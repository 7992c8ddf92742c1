package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.CallResult;
import dev.interlane.testkit.chain.CallFrame;
import java.math.BigInteger;

/** Calls of other contracts as Solidity makes them: the callee must have code, reverts pass up. */
final class Calls {
  private Calls() {}

  static Calldata call(CallFrame frame, EvmAddress callee, BigInteger value, Bytes calldata) {
    requireCode(frame, callee);
    return returned(frame, frame.call(callee, value, calldata));
  }

  static Calldata call(CallFrame frame, EvmAddress callee, Bytes calldata) {
    return call(frame, callee, BigInteger.ZERO, calldata);
  }

  static Calldata view(CallFrame frame, EvmAddress callee, Bytes calldata) {
    requireCode(frame, callee);
    return returned(frame, frame.staticCall(callee, calldata));
  }

  /** Sends native currency without data; a callee that does not take it makes this revert. */
  static void send(CallFrame frame, EvmAddress to, BigInteger value) {
    if (frame.call(to, value, Bytes.EMPTY) instanceof CallResult.Reverted) {
      throw Reverts.reason(frame, "Address: unable to send value, recipient may have reverted");
    }
  }

  private static Calldata returned(CallFrame frame, CallResult result) {
    return switch (result) {
      case CallResult.Returned returned -> new Calldata(frame, returned.data());
      case CallResult.Reverted reverted -> throw frame.revert(reverted.data());
    };
  }

  private static void requireCode(CallFrame frame, EvmAddress callee) {
    if (!frame.hasCode(callee)) {
      throw frame.revert(Bytes.EMPTY);
    }
  }
}
