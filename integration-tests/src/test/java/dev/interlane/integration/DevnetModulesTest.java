package dev.interlane.integration;

/** Modules as Hyperlane deploys them, on real nodes. */
class DevnetModulesTest extends ModulesOnTwoChains {
  @Override
  TwoChains open() {
    return DevnetTwoChains.shared();
  }
}
