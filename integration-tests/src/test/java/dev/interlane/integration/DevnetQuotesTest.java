package dev.interlane.integration;

/** Quotes of the real contracts. */
class DevnetQuotesTest extends QuotesOnTwoChains {
  @Override
  TwoChains open() {
    return DevnetTwoChains.shared();
  }
}
