package dev.interlane.integration;

/** The same story on real nodes with the real contracts. */
class DevnetDeliveryTest extends DeliveryOnTwoChains {
  @Override
  TwoChains open() {
    return DevnetTwoChains.shared();
  }
}
