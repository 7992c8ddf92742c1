package dev.interlane.integration;

/** Wallets' own transactions on real nodes. */
class DevnetTrackingTest extends TrackingOnTwoChains {
  @Override
  TwoChains open() {
    return DevnetTwoChains.shared();
  }
}
