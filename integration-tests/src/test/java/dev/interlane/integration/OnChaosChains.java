package dev.interlane.integration;

import dev.interlane.devnet.RequiresDevnet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests over the shared {@link ChaosChains}, calm before and after each of them. */
@RequiresDevnet
abstract class OnChaosChains {
  ChaosBackend backend;
  ChaosChains chains;

  @BeforeEach
  void open() {
    chains = ChaosChains.shared();
    chains.calm();
    backend = new ChaosBackend(chains);
  }

  @AfterEach
  void close() {
    if (backend != null) {
      chains.calm();
      backend.close();
    }
  }
}
