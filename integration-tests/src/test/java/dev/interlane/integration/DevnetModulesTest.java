package dev.interlane.integration;

import dev.interlane.devnet.RequiresDevnet;

/** Modules as Hyperlane deploys them, on real nodes. */
@RequiresDevnet
class DevnetModulesTest extends ModulesOnTwoChains {
  @Override
  TwoChains open() {
    return DevnetTwoChains.shared();
  }
}
