package dev.interlane.integration;

import dev.interlane.devnet.RequiresDevnet;

/** Quotes of the real contracts. */
@RequiresDevnet
class DevnetQuotesTest extends QuotesOnTwoChains {
  @Override
  TwoChains open() {
    return DevnetTwoChains.shared();
  }
}
