package dev.interlane.integration;

/** Quotes signed off chain in memory. */
class SimulatedOffchainQuotesTest extends OffchainQuotesOnTwoChains {
  @Override
  TwoChains open() {
    return SimulatedTwoChains.create(29);
  }
}
