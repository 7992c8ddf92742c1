package dev.interlane.integration;

/** Fees in a token in memory. */
class SimulatedFeeTokensTest extends FeeTokensOnTwoChains {
  @Override
  TwoChains open() {
    return SimulatedTwoChains.create(23);
  }
}
