package dev.interlane.evm.submit;

import dev.interlane.chain.EvmAddress;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.GasEstimate;
import dev.interlane.spi.TransactionIntent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How much gas the transactions of one round need: of those that are alike one is estimated, and
 * its amount is tried for the others. Nothing is remembered from one round to the next, for what a
 * call needs changes with the chain.
 */
final class AlikeEstimates {
  /** So much more is tried, as a part of it: calldata of one length has more or fewer zeros. */
  private static final int SLACK_PART = 64;

  private final ChainPort port;
  private final Function<TransactionIntent, CallRequest> calls;

  AlikeEstimates(ChainPort port, Function<TransactionIntent, CallRequest> calls) {
    this.port = port;
    this.calls = calls;
  }

  private record Kind(EvmAddress to, int dataBytes, String likeness) {}

  /** In the order of the intents. */
  List<GasEstimate> of(List<TransactionIntent> intents) {
    Map<Object, List<Integer>> kinds = new LinkedHashMap<>();
    IntStream.range(0, intents.size())
        .forEach(
            i -> kinds.computeIfAbsent(kind(intents.get(i)), none -> new ArrayList<>()).add(i));
    List<Integer> firsts = kinds.values().stream().map(List::getFirst).toList();
    List<GasEstimate> ofFirsts = port.estimateAll(calls(intents, firsts));
    TreeMap<Integer, GasEstimate> estimates = new TreeMap<>();
    put(estimates, firsts, ofFirsts);
    List<Integer> others = new ArrayList<>();
    List<Long> likelyGas = new ArrayList<>();
    Iterator<GasEstimate> first = ofFirsts.iterator();
    for (List<Integer> alike : kinds.values()) {
      long likely = likely(first.next());
      for (int other : alike.subList(1, alike.size())) {
        others.add(other);
        likelyGas.add(likely);
      }
    }
    if (!others.isEmpty()) {
      put(estimates, others, port.estimateAll(calls(intents, others), likelyGas));
    }
    return List.copyOf(estimates.values());
  }

  /** An intent of no kind is one of its own. */
  private static Object kind(TransactionIntent intent) {
    return intent
        .likeness()
        .<Object>map(likeness -> new Kind(intent.to(), intent.data().length(), likeness))
        .orElseGet(intent::key);
  }

  /** A revert of one says nothing of the others. */
  private static long likely(GasEstimate estimate) {
    return estimate instanceof GasEstimate.Enough enough
        ? enough.gas() + enough.gas() / SLACK_PART
        : 0;
  }

  private List<CallRequest> calls(List<TransactionIntent> intents, List<Integer> places) {
    return places.stream().map(intents::get).map(calls).toList();
  }

  private static void put(
      Map<Integer, GasEstimate> estimates, List<Integer> places, List<GasEstimate> answers) {
    Iterator<GasEstimate> answer = answers.iterator();
    places.forEach(place -> estimates.put(place, answer.next()));
  }
}
