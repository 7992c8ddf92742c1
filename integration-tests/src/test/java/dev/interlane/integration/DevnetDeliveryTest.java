package dev.interlane.integration;

import dev.interlane.devnet.RequiresDevnet;

/** The same story on real nodes with the real contracts. */
@RequiresDevnet
class DevnetDeliveryTest extends DeliveryOnTwoChains {
  @Override
  TwoChains open() {
    return DevnetTwoChains.shared();
  }
}
