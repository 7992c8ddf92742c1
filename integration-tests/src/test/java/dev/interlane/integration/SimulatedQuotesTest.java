package dev.interlane.integration;

/** Quotes in memory. */
class SimulatedQuotesTest extends QuotesOnTwoChains {
  @Override
  TwoChains open() {
    return SimulatedTwoChains.create(17);
  }
}
