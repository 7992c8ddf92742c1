package dev.interlane.zk;

import dev.interlane.spi.Transport;
import dev.interlane.spi.TransportProvider;

/**
 * Finds the ZK transport by name. Its default options know no deployment, so every message is
 * refused until {@link ZkTransport#create} is given some. Thread-safe.
 */
public final class ZkTransportProvider implements TransportProvider {
  /** Called by {@link java.util.ServiceLoader}. */
  public ZkTransportProvider() {}

  @Override
  public String name() {
    return ZkTransport.NAME;
  }

  @Override
  public Transport create() {
    return ZkTransport.create(ZkOptions.builder().build());
  }
}
