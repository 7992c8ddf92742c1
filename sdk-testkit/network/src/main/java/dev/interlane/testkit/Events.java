package dev.interlane.testkit;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;

/** The events a network looks for. */
final class Events {
  static final Bytes32 DISPATCH = topic("Dispatch(address,uint32,bytes32,bytes)");
  static final Bytes32 INSERTED_INTO_TREE = topic("InsertedIntoTree(bytes32,uint32)");
  static final Bytes32 PROCESS_ID = topic("ProcessId(bytes32)");
  static final Bytes32 EXECUTED = topic("Executed(bytes32,uint32,bytes32,bytes4)");

  private Events() {}

  private static Bytes32 topic(String signature) {
    return Keccak256.hash(Bytes.fromUtf8(signature));
  }
}
