package dev.interlane.evm.rpc;

import dev.interlane.spi.FeeSuggestion;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What one node's recent blocks say about fees. Thread-safe. */
final class NodeFees {
  /** Long enough for a median, short enough to follow the market. */
  private static final int BLOCKS = 10;

  private static final List<Integer> MEDIAN = List.of(50);

  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);

  private final Node node;

  NodeFees(Node node) {
    this.node = node;
  }

  FeeSuggestion suggestion() {
    JsonAnswer history = node.result("eth_feeHistory", NodeHeads.hex(BLOCKS), "latest", MEDIAN);
    List<JsonAnswer> baseFees = history.field("baseFeePerGas").elements();
    if (baseFees.isEmpty()) {
      throw history.nonsense("no base fees");
    }
    // One more than there are blocks: the last is the next block's.
    BigInteger baseFee = baseFees.get(baseFees.size() - 1).quantity();
    List<BigInteger> tips = new ArrayList<>();
    List<JsonAnswer> rewards =
        history.optionalField("reward").map(JsonAnswer::elements).orElse(List.of());
    for (JsonAnswer reward : rewards) {
      List<JsonAnswer> percentiles = reward.elements();
      if (percentiles.size() != MEDIAN.size()) {
        throw reward.nonsense("expected one percentile, found " + percentiles.size());
      }
      BigInteger tip = percentiles.get(0).quantity();
      // Empty blocks report zero.
      if (tip.signum() > 0) {
        tips.add(tip);
      }
    }
    return new FeeSuggestion(baseFee, tips.isEmpty() ? suggestedTip() : median(tips));
  }

  private static BigInteger median(List<BigInteger> tips) {
    return tips.stream().sorted().toList().get(tips.size() / 2);
  }

  private BigInteger suggestedTip() {
    String method = "eth_maxPriorityFeePerGas";
    return switch (node.ask(method)) {
      case NodeAnswer.Result result -> result.json().quantity();
      case NodeAnswer.Failure failure -> {
        if (!failure.isUnknownMethod()) {
          throw node.origin(method).refused(failure);
        }
        yield GWEI;
      }
    };
  }
}
