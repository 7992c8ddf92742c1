package dev.interlane.integration;

import dev.interlane.devnet.RequiresDevnet;

/** Wallets' own transactions on real nodes. */
@RequiresDevnet
class DevnetTrackingTest extends TrackingOnTwoChains {
  @Override
  TwoChains open() {
    return DevnetTwoChains.shared();
  }
}
