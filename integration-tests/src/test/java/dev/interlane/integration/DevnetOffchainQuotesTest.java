package dev.interlane.integration;

import dev.interlane.devnet.RequiresDevnet;

/** Quotes signed off chain against the real contracts. */
@RequiresDevnet
class DevnetOffchainQuotesTest extends OffchainQuotesOnTwoChains {
  @Override
  TwoChains open() {
    return DevnetTwoChains.shared();
  }
}
