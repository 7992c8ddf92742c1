package dev.interlane.integration;

import dev.interlane.devnet.RequiresDevnet;

/** Terms with Hyperlane's own paymaster, on real nodes. */
@RequiresDevnet
class DevnetTermsTest extends TermsOnTwoChains {
  @Override
  TwoChains open() {
    return DevnetTwoChains.shared();
  }
}
