package dev.interlane.validator;

import dev.interlane.mailbox.catalogue.ChainCatalogue;
import dev.interlane.spi.Transport;
import dev.interlane.spi.TransportProvider;

/**
 * Finds the validator transport by name. Its default options have the deployments of {@link
 * ChainCatalogue#hyperlane}, but know no storage of any validator, so every message is refused
 * until {@link ValidatorTransport#hyperlane} is given some. Thread-safe.
 */
public final class ValidatorTransportProvider implements TransportProvider {
  /** Called by {@link java.util.ServiceLoader}. */
  public ValidatorTransportProvider() {}

  @Override
  public String name() {
    return ValidatorTransport.NAME;
  }

  @Override
  public Transport create() {
    return ValidatorTransport.hyperlane(
        ValidatorOptions.builder()
            .deployments(ChainCatalogue.hyperlane().deployments())
            .remotes(ChainCatalogue.hyperlane().remoteDomains())
            .build());
  }
}
