package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.math.BigInteger;
import java.util.List;

/** Hyperlane's StaticAggregationHook: several hooks in a row, each paid its quote. */
public final class StaticAggregationHook implements Contract {
  private static final Bytes POST_DISPATCH = Abi.selector("postDispatch(bytes,bytes)");
  private static final Bytes QUOTE_DISPATCH = Abi.selector("quoteDispatch(bytes,bytes)");

  private final List<EvmAddress> hooks;
  private final Functions functions;

  /** Runs these hooks in this order. */
  public StaticAggregationHook(List<EvmAddress> hooks) {
    this.hooks = List.copyOf(hooks);
    Bytes encoded = Abi.list(this.hooks);
    this.functions =
        Hook.functions(Hook.AGGREGATION, this::runAll, this::quoteAll)
            .add("hooks(bytes)", (frame, unused) -> encoded);
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private void runAll(CallFrame frame, Hook.Posted posted) {
    for (EvmAddress hook : hooks) {
      BigInteger fee = quote(frame, hook, posted);
      Reverts.require(
          frame,
          frame.balanceWei(frame.self()).compareTo(fee) >= 0,
          "StaticAggregationHook: insufficient value");
      Calls.call(frame, hook, fee, Bytes.concat(POST_DISPATCH, posted.arguments()));
    }
    posted.refund(frame, frame.balanceWei(frame.self()));
  }

  private BigInteger quoteAll(CallFrame frame, Hook.Posted posted) {
    BigInteger total = BigInteger.ZERO;
    for (EvmAddress hook : hooks) {
      total = total.add(quote(frame, hook, posted));
    }
    return total;
  }

  private static BigInteger quote(CallFrame frame, EvmAddress hook, Hook.Posted posted) {
    Bytes32 quote =
        Calls.view(frame, hook, Bytes.concat(QUOTE_DISPATCH, posted.arguments())).word(0);
    return quote.toUnsigned();
  }
}
