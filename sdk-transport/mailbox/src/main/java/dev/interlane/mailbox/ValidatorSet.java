package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who decides about a message, and how many of them are needed, or with which weight together.
 *
 * @param validators in the order of the contract, in which it wants the signatures
 * @param threshold how many must sign, at least 1; where weights count, the fewest that could do
 * @param weights what each counts; empty where each counts the same
 */
public record ValidatorSet(List<EvmAddress> validators, int threshold, Optional<Weights> weights) {
  public ValidatorSet {
    validators = List.copyOf(validators);
    if (threshold < 1 || threshold > validators.size()) {
      throw new IllegalArgumentException(
          "A threshold must be from 1 to the number of validators, got "
              + threshold
              + " of "
              + validators.size());
    }
    if (weights.isPresent() && weights.get().each().size() != validators.size()) {
      throw new IllegalArgumentException(
          "Each of the validators has a weight, got "
              + weights.get().each().size()
              + " for "
              + validators.size());
    }
  }

  /** A set of which each counts the same. */
  public ValidatorSet(List<EvmAddress> validators, int threshold) {
    this(validators, threshold, Optional.empty());
  }

  /**
   * A set whose weights count.
   *
   * @throws IllegalArgumentException if all together cannot reach what is needed
   */
  public static ValidatorSet weighted(List<EvmAddress> validators, Weights weights) {
    return new ValidatorSet(validators, weights.fewest(), Optional.of(weights));
  }

  /** Whether these are enough. Who is listed twice counts as often as it is among them. */
  public boolean isQuorum(List<EvmAddress> signers) {
    if (weights.isEmpty()) {
      return signers.size() >= threshold;
    }
    List<EvmAddress> uncounted = new ArrayList<>(signers);
    BigInteger total = BigInteger.ZERO;
    for (int i = 0; i < validators.size(); i++) {
      if (uncounted.remove(validators.get(i))) {
        total = total.add(weights.get().each().get(i));
      }
    }
    return total.compareTo(weights.get().needed()) >= 0;
  }

  /** What a quorum has, such as "2" or "70 of the weight 100". */
  public String needs() {
    return weights
        .map(known -> known.needed() + " of the weight " + known.total())
        .orElse(Integer.toString(threshold));
  }

  @Override
  public String toString() {
    return weights
        .map(known -> needs() + " of " + validators + ", who weigh " + known.each())
        .orElse(threshold + " of " + validators);
  }

  /**
   * What validators count.
   *
   * @param each the weight of each validator, in the order of the set
   * @param needed what a quorum weighs together
   */
  public record Weights(List<BigInteger> each, BigInteger needed) {
    public Weights {
      each = List.copyOf(each);
      if (needed.signum() <= 0 || needed.compareTo(sum(each)) > 0) {
        throw new IllegalArgumentException(
            "A weight from 1 to that of all must be needed, got " + needed + " of " + sum(each));
      }
    }

    /** What all weigh together. */
    public BigInteger total() {
      return sum(each);
    }

    private int fewest() {
      List<BigInteger> heaviest = new ArrayList<>(each);
      heaviest.sort(Comparator.reverseOrder());
      int count = 1;
      while (sum(heaviest.subList(0, count)).compareTo(needed) < 0) {
        count++;
      }
      return count;
    }

    private static BigInteger sum(List<BigInteger> weights) {
      return weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
    }
  }
}
