package dev.interlane.integration;

/** Modules in memory. */
class SimulatedModulesTest extends ModulesOnTwoChains {
  @Override
  TwoChains open() {
    return SimulatedTwoChains.create(11);
  }
}
