package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;

/** Where Solidity keeps state variables. */
final class Slots {
  private Slots() {}

  static Bytes32 at(long slot) {
    return Abi.word(slot);
  }

  /** The slot of a mapping's value; give the inner slot again for a nested mapping. */
  static Bytes32 ofMapping(CallFrame frame, Bytes32 key, Bytes32 slot) {
    return frame.keccak256(Abi.words(key, slot));
  }

  static EvmAddress loadAddress(CallFrame frame, Bytes32 slot) {
    return EvmAddress.of(frame.load(slot).toBytes().slice(12));
  }

  static boolean loadFlag(CallFrame frame, Bytes32 slot) {
    return !frame.load(slot).isZero();
  }

  static long loadLong(CallFrame frame, Bytes32 slot) {
    return frame.load(slot).toBytes().longAt(24);
  }

  /** A selector as the key of a mapping: left-aligned. */
  static Bytes32 keyOf(Bytes selector) {
    return Bytes32.of(Bytes.concat(selector, Bytes.of(new byte[28])));
  }
}
