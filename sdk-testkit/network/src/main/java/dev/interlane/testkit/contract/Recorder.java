package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import java.util.List;

/**
 * Recorder.sol in Java: takes calls of the functions named when it is created, and writes each down
 * in an event.
 */
public final class Recorder extends CallRecipient {
  private static final Bytes32 RECORDED = Abi.topic("Recorded(bytes4,bytes)");
  private static final AbiCodec CALL = AbiCodec.parse("(bytes)");
  private static final int SELECTOR_BYTES = 4;

  /** A recorder of calls to functions with these signatures. */
  public Recorder(EvmAddress mailbox, EvmAddress owner, List<String> functions) {
    super(mailbox, owner);
    functions.forEach(signature -> onMessage(signature, Recorder::record));
  }

  private static Bytes record(CallFrame frame, Calldata arguments) {
    Bytes selector = frame.data().slice(0, SELECTOR_BYTES);
    frame.emit(List.of(RECORDED, Slots.keyOf(selector)), CALL.encode(frame.data()));
    return Bytes.EMPTY;
  }
}
