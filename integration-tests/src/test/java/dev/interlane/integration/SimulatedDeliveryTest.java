package dev.interlane.integration;

/** The story in memory. */
class SimulatedDeliveryTest extends DeliveryOnTwoChains {
  @Override
  TwoChains open() {
    return SimulatedTwoChains.create(7);
  }
}
