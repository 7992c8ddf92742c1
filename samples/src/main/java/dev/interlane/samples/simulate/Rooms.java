package dev.interlane.samples.simulate;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.Finality;
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

/** The transports of a simulated client, and what each can reach. */
public final class Rooms {
  private static final List<MessageMix.Way> WAYS =
      List.of(
          new MessageMix.Way("relay", Security.TRUSTED_RELAYER),
          new MessageMix.Way("validator", Security.MESSAGE_ID_MULTISIG),
          new MessageMix.Way("validator", Security.MERKLE_ROOT_MULTISIG),
          new MessageMix.Way("validator", Security.AGGREGATION));

  private Rooms() {}

  /** Runs of deposits over all of them. */
  public static Simulation simulation(int messages) {
    return Simulation.builder()
        .transports(Rooms::transports)
        .workload(new MessageMix(messages, WAYS))
        .build();
  }

  /** The transports of a client on this network. */
  public static List<Transport> transports(SimulatedNetwork network) {
    ValidatorOptions.Builder validator =
        ValidatorOptions.builder().addAllDeployments(network.deployments());
    ChainId origin = network.origin().id();
    network
        .committee()
        .checkpoints(origin)
        .forEach((signer, reader) -> validator.checkpoints(origin, signer, reader));
    return List.of(
        RelayTransport.create(
            RelayOptions.builder()
                .addAllDeployments(network.deployments())
                .finality(Finality.SEEN)
                .build()),
        ValidatorTransport.hyperlane(validator.build()));
  }
}
