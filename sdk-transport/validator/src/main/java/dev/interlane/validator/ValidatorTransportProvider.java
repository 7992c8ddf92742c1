package dev.interlane.validator;

import dev.interlane.spi.Transport;
import dev.interlane.spi.TransportProvider;

/**
 * Finds the validator transport by name. Its default options know no deployment and no storage, so
 * every message is refused until {@link ValidatorTransport#hyperlane} is given some. Thread-safe.
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
    return ValidatorTransport.hyperlane(ValidatorOptions.builder().build());
  }
}
