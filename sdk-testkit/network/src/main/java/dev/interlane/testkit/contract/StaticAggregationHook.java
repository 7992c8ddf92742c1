package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.math.BigInteger;
import java.util.List;

/**
 * Hyperlane's StaticAggregationHook: several hooks in a row, each paid its quote in the coin, or
 * left to take it in the token that the metadata names.
 */
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
    boolean paidInCoin = posted.metadata().isPaidInCoin();
    BigInteger remaining = frame.valueWei();
    for (EvmAddress hook : hooks) {
      BigInteger fee = paidInCoin ? quote(frame, hook, posted) : BigInteger.ZERO;
      Reverts.require(
          frame, remaining.compareTo(fee) >= 0, "StaticAggregationHook: insufficient value");
      Calls.call(frame, hook, fee, Bytes.concat(POST_DISPATCH, posted.arguments()));
      remaining = remaining.subtract(fee);
    }
    posted.refund(frame, remaining);
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
