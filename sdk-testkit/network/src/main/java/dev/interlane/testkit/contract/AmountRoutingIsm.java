package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.math.BigInteger;

/**
 * Hyperlane's AmountRoutingIsm: one module for transfers of a warp route from a threshold on,
 * another one for those below.
 */
public final class AmountRoutingIsm implements Contract {
  private final EvmAddress lower;
  private final EvmAddress upper;
  private final BigInteger threshold;
  private final Functions functions;

  /** Routes amounts of {@code threshold} and more to {@code upper}. */
  public AmountRoutingIsm(EvmAddress lower, EvmAddress upper, BigInteger threshold) {
    this.lower = lower;
    this.upper = upper;
    this.threshold = threshold;
    this.functions =
        SecurityModule.routing(this::route).constant("lower()", lower).constant("upper()", upper);
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private EvmAddress route(CallFrame frame, Bytes message) {
    BigInteger amount = new WireMessage(frame, message).transferAmount();
    return amount.compareTo(threshold) >= 0 ? upper : lower;
  }
}
