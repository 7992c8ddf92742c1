package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import java.util.List;

/**
 * Who decides about a message, and how many of them are needed.
 *
 * @param validators in the order of the contract, in which it wants the signatures
 * @param threshold how many must sign, at least 1
 */
public record ValidatorSet(List<EvmAddress> validators, int threshold) {
  public ValidatorSet {
    validators = List.copyOf(validators);
    if (threshold < 1 || threshold > validators.size()) {
      throw new IllegalArgumentException(
          "A threshold must be from 1 to the number of validators, got "
              + threshold
              + " of "
              + validators.size());
    }
  }

  @Override
  public String toString() {
    return threshold + " of " + validators;
  }
}
