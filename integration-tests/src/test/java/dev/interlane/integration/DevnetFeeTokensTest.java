package dev.interlane.integration;

import dev.interlane.devnet.RequiresDevnet;

/** Fees in a token over the real contracts. */
@RequiresDevnet
class DevnetFeeTokensTest extends FeeTokensOnTwoChains {
  @Override
  TwoChains open() {
    return DevnetTwoChains.shared();
  }
}
