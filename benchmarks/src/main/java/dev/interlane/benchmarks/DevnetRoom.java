package dev.interlane.benchmarks;

import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.devnet.Devnet;
import dev.interlane.devnet.DevnetChain;
import dev.interlane.devnet.DevnetContract;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.spi.Transport;
import dev.interlane.validator.ValidatorOptions;
import dev.interlane.validator.ValidatorTransport;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The ways over real nodes that are measured, each with a vault behind its ISM. */
enum DevnetRoom {
  RELAY("relay", DevnetContract.TRUSTED_RELAYER_VAULT),
  MESSAGE_ID("message-id 2-of-3", DevnetContract.MESSAGE_ID_MULTISIG_VAULT),
  MERKLE_ROOT("merkle-root 2-of-3", DevnetContract.MERKLE_ROOT_MULTISIG_VAULT);

  private final String label;
  private final DevnetContract vault;

  DevnetRoom(String label, DevnetContract vault) {
    this.label = label;
    this.vault = vault;
  }

  String label() {
    return label;
  }

  /** The recipient. */
  DevnetContract vault() {
    return vault;
  }

  /** The transport, which waits for no finality and looks for checkpoints this often. */
  Transport transport(Devnet devnet, Map<EvmAddress, CheckpointReader> checkpoints, Duration poll) {
    List<MailboxDeployment> deployments =
        devnet.chains().stream().map(DevnetChain::mailboxDeployment).toList();
    if (this == RELAY) {
      return RelayTransport.create(
          RelayOptions.builder().deployments(deployments).finality(Finality.SEEN).build());
    }
    ValidatorOptions.Builder options =
        ValidatorOptions.builder()
            .deployments(deployments)
            .finality(Finality.SEEN)
            .pollInterval(poll);
    checkpoints.forEach(
        (validator, reader) -> options.checkpoints(devnet.chains().get(0).id(), validator, reader));
    return ValidatorTransport.hyperlane(options.build());
  }
}
