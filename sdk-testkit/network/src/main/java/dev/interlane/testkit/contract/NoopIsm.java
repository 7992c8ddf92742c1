package dev.interlane.testkit.contract;

import dev.interlane.primitive.Bytes;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;

/** Hyperlane's NoopIsm: accepts every message. */
public final class NoopIsm implements Contract {
  private final Functions functions =
      SecurityModule.functions(SecurityModule.NULL, (frame, metadata, message) -> true);

  /** The module. */
  public NoopIsm() {}

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }
}
