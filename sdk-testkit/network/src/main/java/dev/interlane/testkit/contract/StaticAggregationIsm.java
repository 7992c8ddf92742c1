package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.util.List;

/**
 * Hyperlane's StaticAggregationIsm: exactly {@code threshold} of its modules get metadata, and all
 * of those accept.
 *
 * <pre>
 * metadata: per module start(4) end(4), counted from the beginning, start 0 = left out; then the parts
 * </pre>
 */
public final class StaticAggregationIsm implements Contract {
  private static final int RANGE_BYTES = 8;
  private static final Bytes VERIFY = Abi.selector("verify(bytes,bytes)");

  private final List<EvmAddress> modules;
  private final int threshold;
  private final Functions functions;

  /**
   * Asks for {@code threshold} of these modules.
   *
   * @throws IllegalArgumentException if the threshold is not 1 to the number of modules
   */
  public StaticAggregationIsm(List<EvmAddress> modules, int threshold) {
    if (threshold < 1 || threshold > modules.size() || modules.size() > 255) {
      throw new IllegalArgumentException(
          "A threshold is 1 to the number of modules, got " + threshold + " of " + modules.size());
    }
    this.modules = List.copyOf(modules);
    this.threshold = threshold;
    Bytes encoded = Abi.setAndThreshold(this.modules, threshold);
    this.functions =
        SecurityModule.functions(SecurityModule.AGGREGATION, this::verify)
            .add("modulesAndThreshold(bytes)", (frame, unused) -> encoded);
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private boolean verify(CallFrame frame, Bytes metadata, Bytes message) {
    int missing = threshold;
    for (int i = 0; i < modules.size(); i++) {
      long start = Slices.unsigned32(Slices.of(frame, metadata, (long) RANGE_BYTES * i, 4));
      if (start == 0) {
        continue;
      }
      long end = Slices.unsigned32(Slices.of(frame, metadata, (long) RANGE_BYTES * i + 4, 4));
      Bytes part = Slices.of(frame, metadata, start, end - start);
      Calldata accepted =
          Calls.call(frame, modules.get(i), Bytes.concat(VERIFY, Abi.dynamic(part, message)));
      Reverts.require(frame, accepted.bool(0), "!verify");
      if (missing == 0) {
        throw Reverts.panic(frame, Reverts.ARITHMETIC_OVERFLOW);
      }
      missing--;
    }
    Reverts.require(frame, missing == 0, "!threshold");
    return true;
  }
}
