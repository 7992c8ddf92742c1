package dev.interlane.relay;

import dev.interlane.spi.Transport;
import dev.interlane.spi.TransportProvider;

/**
 * Finds the relay transport by name. Its default options know no deployment, so every message is
 * refused until {@link RelayTransport#create} is given some. Thread-safe.
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
    return RelayTransport.create(RelayOptions.builder().build());
  }
}
