package dev.interlane.simulation;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.Finality;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.spi.Transport;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.simulation.MessageMix;
import dev.interlane.testkit.simulation.Simulation;
import dev.interlane.validator.ValidatorOptions;
import dev.interlane.validator.ValidatorTransport;
import java.util.List;
import java.util.function.UnaryOperator;

/** Every transport there is, and a workload that uses them all. */
final class Rooms {
  static final List<MessageMix.Way> WAYS =
      List.of(
          new MessageMix.Way("relay", Security.TRUSTED_RELAYER),
          new MessageMix.Way("validator", Security.MESSAGE_ID_MULTISIG),
          new MessageMix.Way("validator", Security.MERKLE_ROOT_MULTISIG),
          new MessageMix.Way("validator", Security.AGGREGATION));

  private Rooms() {}

  static Simulation.Builder simulation(int messages) {
    return Simulation.builder()
        .transports(Rooms::transports)
        .workload(new MessageMix(messages, WAYS));
  }

  /** The same with a bug in it. */
  static Simulation.Builder simulation(int messages, PlantedBug bug) {
    return simulation(messages)
        .tampering(bug)
        .transports(network -> transports(network, bug::reader));
  }

  private static List<Transport> transports(SimulatedNetwork network) {
    return transports(network, reader -> reader);
  }

  private static List<Transport> transports(
      SimulatedNetwork network, UnaryOperator<CheckpointReader> reading) {
    ValidatorOptions.Builder validator =
        ValidatorOptions.builder().addAllDeployments(network.deployments());
    ChainId origin = network.origin().id();
    network
        .committee()
        .checkpoints(origin)
        .forEach((signer, reader) -> validator.checkpoints(origin, signer, reading.apply(reader)));
    return List.of(
        RelayTransport.create(
            RelayOptions.builder()
                .addAllDeployments(network.deployments())
                .finality(Finality.SEEN)
                .build()),
        ValidatorTransport.hyperlane(validator.build()));
  }
}
