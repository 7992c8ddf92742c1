package dev.interlane.integration;

/** Terms with Hyperlane's own paymaster, on real nodes. */
class DevnetTermsTest extends TermsOnTwoChains {
  @Override
  TwoChains open() {
    return DevnetTwoChains.shared();
  }
}
