package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;

/** Hyperlane's PausableIsm: accepts every message until its owner pauses it. */
public final class PausableIsm implements Contract {
  private static final Bytes32 PAUSED = Slots.at(0);

  private final EvmAddress owner;
  private final Functions functions;

  /** A module that this account pauses and unpauses. */
  public PausableIsm(EvmAddress owner) {
    this.owner = owner;
    this.functions =
        SecurityModule.functions(SecurityModule.NULL, (frame, metadata, message) -> verify(frame))
            .constant("owner()", owner)
            .getter("paused()", frame -> frame.load(PAUSED))
            .add("pause()", (frame, unused) -> set(frame, true))
            .add("unpause()", (frame, unused) -> set(frame, false));
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private static boolean verify(CallFrame frame) {
    Reverts.require(frame, !Slots.loadFlag(frame, PAUSED), "Pausable: paused");
    return true;
  }

  private Bytes set(CallFrame frame, boolean paused) {
    Reverts.require(frame, frame.caller().equals(owner), "Ownable: caller is not the owner");
    frame.store(PAUSED, Abi.word(paused));
    return Bytes.EMPTY;
  }
}
