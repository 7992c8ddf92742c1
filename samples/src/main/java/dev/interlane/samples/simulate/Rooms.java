package dev.interlane.samples.simulate;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.Finality;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.mailbox.composite.QuorumTransport;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.spi.Transport;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.simulation.MessageMix;
import dev.interlane.testkit.simulation.Simulation;
import dev.interlane.validator.ValidatorOptions;
import dev.interlane.validator.ValidatorTransport;
import dev.interlane.zk.ZkOptions;
import dev.interlane.zk.ZkTransport;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The transports of a simulated client, and what each can reach. */
public final class Rooms {
  /** What reaches which recipients by somebody's signature. */
  public static final List<MessageMix.Way> SIGNED_WAYS =
      List.of(
          MessageMix.Way.to("relay", Security.TRUSTED_RELAYER),
          MessageMix.Way.notes("relay", Security.TRUSTED_RELAYER),
          MessageMix.Way.to("validator", Security.MESSAGE_ID_MULTISIG),
          MessageMix.Way.to("validator", Security.MERKLE_ROOT_MULTISIG),
          MessageMix.Way.to("validator", Security.AGGREGATION),
          MessageMix.Way.to("quorum", Security.RELAYER_AND_VALIDATORS));

  private static final MessageMix.Way PROVEN =
      MessageMix.Way.behind("zk", network -> network.provenOrigin().ism());

  private Rooms() {}

  /** Runs of deposits and notes over all of them. */
  public static Simulation.Builder simulation(int messages) {
    return Simulation.builder()
        .network(network -> network.provable().provenEvery(8))
        .transports(Rooms::transports)
        .workload(
            new MessageMix(
                messages, Stream.concat(SIGNED_WAYS.stream(), Stream.of(PROVEN)).toList()));
  }

  /** The transports of a client on this network. */
  public static List<Transport> transports(SimulatedNetwork network) {
    ZkTransport zk =
        ZkTransport.create(
            ZkOptions.builder().addAllDeployments(network.provenOrigin().deployments()).build());
    return Stream.concat(signedTransports(network, reader -> reader).stream(), Stream.of(zk))
        .toList();
  }

  /**
   * Those that need somebody's signature.
   *
   * @param reading what the client gets instead of a validator's storage
   */
  public static List<Transport> signedTransports(
      SimulatedNetwork network, UnaryOperator<CheckpointReader> reading) {
    ValidatorOptions.Builder validator =
        ValidatorOptions.builder().addAllDeployments(network.deployments());
    ChainId origin = network.origin().id();
    network
        .committee()
        .checkpoints(origin)
        .forEach((signer, reader) -> validator.checkpoints(origin, signer, reading.apply(reader)));
    RelayTransport relay =
        RelayTransport.create(
            RelayOptions.builder()
                .addAllDeployments(network.deployments())
                .finality(Finality.SEEN)
                .build());
    ValidatorTransport signed = ValidatorTransport.hyperlane(validator.build());
    return List.of(relay, signed, QuorumTransport.of(2, signed, relay));
  }
}
