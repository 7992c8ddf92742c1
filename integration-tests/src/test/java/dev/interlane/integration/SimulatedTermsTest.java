package dev.interlane.integration;

/** Terms in memory. */
class SimulatedTermsTest extends TermsOnTwoChains {
  @Override
  TwoChains open() {
    return SimulatedTwoChains.create(13);
  }
}
