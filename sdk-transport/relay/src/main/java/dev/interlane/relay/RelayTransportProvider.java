package dev.interlane.relay;

import dev.interlane.mailbox.catalogue.ChainCatalogue;
import dev.interlane.spi.Transport;
import dev.interlane.spi.TransportProvider;

/**
 * Finds the relay transport by name. Its default options have the deployments of {@link
 * ChainCatalogue#hyperlane}; for other chains give {@link RelayTransport#create} your own.
 * Thread-safe.
 */
public final class RelayTransportProvider implements TransportProvider {
  /** Called by {@link java.util.ServiceLoader}. */
  public RelayTransportProvider() {}

  @Override
  public String name() {
    return RelayTransport.NAME;
  }

  @Override
  public Transport create() {
    return RelayTransport.create(
        RelayOptions.builder().deployments(ChainCatalogue.hyperlane().deployments()).build());
  }
}
