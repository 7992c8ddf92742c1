package dev.interlane.benchmarks;

import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.spi.Transport;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.validator.ValidatorOptions;
import dev.interlane.validator.ValidatorTransport;

/** The transports that are measured. */
enum Room {
  RELAY(Security.TRUSTED_RELAYER) {
    @Override
    Transport transport(SimulatedNetwork network) {
      return RelayTransport.create(
          RelayOptions.builder().addAllDeployments(network.deployments()).build());
    }
  },
  VALIDATOR(Security.MESSAGE_ID_MULTISIG) {
    @Override
    Transport transport(SimulatedNetwork network) {
      ValidatorOptions.Builder options =
          ValidatorOptions.builder().addAllDeployments(network.deployments());
      network
          .committee()
          .checkpoints(network.origin().id())
          .forEach(
              (validator, reader) -> options.checkpoints(network.origin().id(), validator, reader));
      return ValidatorTransport.hyperlane(options.build());
    }
  };

  private final Security security;

  Room(Security security) {
    this.security = security;
  }

  /** Behind what the recipient stands. */
  Security security() {
    return security;
  }

  abstract Transport transport(SimulatedNetwork network);
}
