package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.util.List;

/**
 * Our DispatchedHook: remembers in its storage the id of every message the mailbox dispatches
 * through it. The layout is that of docs/spec/zk.md.
 *
 * <pre>
 * slot 0 dispatched: message id to 1
 * </pre>
 */
public final class DispatchedHook implements Contract {
  private static final Bytes32 DISPATCHED_IDS = Slots.at(0);
  private static final Bytes32 DISPATCHED = Abi.topic("Dispatched(bytes32)");
  private static final Bytes LATEST_ID = Abi.selector("latestDispatchedId()");
  private static final int NO_NAMED_TYPE = 0;

  private final EvmAddress mailbox;
  private final Functions functions;

  /** The hook of a mailbox. */
  public DispatchedHook(EvmAddress mailbox) {
    this.mailbox = mailbox;
    this.functions =
        new Functions()
            .constant("mailbox()", mailbox)
            .constant("hookType()", NO_NAMED_TYPE)
            .add("supportsMetadata(bytes)", (frame, unused) -> Abi.word(true).toBytes())
            .add("quoteDispatch(bytes,bytes)", (frame, unused) -> Abi.word(0).toBytes())
            .add("dispatched(bytes32)", DispatchedHook::dispatched)
            .payable("postDispatch(bytes,bytes)", this::postDispatch);
  }

  @Override
  public void construct(CallFrame frame) {
    if (!frame.hasCode(mailbox)) {
      throw Reverts.error(frame, "NotContract(address)", mailbox.toWord());
    }
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private Bytes postDispatch(CallFrame frame, Calldata arguments) {
    if (frame.valueWei().signum() != 0) {
      throw Reverts.error(frame, "ValueRefused(uint256)", Bytes32.ofUnsigned(frame.valueWei()));
    }
    Bytes32 id = frame.keccak256(arguments.bytes(1));
    Bytes32 latest = Calls.view(frame, mailbox, LATEST_ID).word(0);
    if (!id.equals(latest)) {
      throw Reverts.error(frame, "NotDispatching(bytes32,bytes32)", id, latest);
    }
    Bytes32 slot = Slots.ofMapping(frame, id, DISPATCHED_IDS);
    if (!Slots.loadFlag(frame, slot)) {
      frame.store(slot, Abi.word(true));
      frame.emit(List.of(DISPATCHED, id), Bytes.EMPTY);
    }
    return Bytes.EMPTY;
  }

  private static Bytes dispatched(CallFrame frame, Calldata arguments) {
    return frame.load(Slots.ofMapping(frame, arguments.word(0), DISPATCHED_IDS)).toBytes();
  }
}
