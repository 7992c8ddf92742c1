package dev.interlane.conformance;

import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.MailboxTransport;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.validator.ValidatorOptions;
import dev.interlane.validator.ValidatorTransport;
import dev.interlane.zk.ZkOptions;
import dev.interlane.zk.ZkTransport;
import java.util.List;

/** Each transport with what it knows of a simulated network. */
final class OurTransports {
  private OurTransports() {}

  static MailboxTransport relay(SimulatedNetwork network) {
    return RelayTransport.create(
        RelayOptions.builder().addAllDeployments(network.deployments()).build());
  }

  static MailboxTransport validator(SimulatedNetwork network) {
    return validator(network, network.deployments());
  }

  static MailboxTransport validator(SimulatedNetwork network, List<MailboxDeployment> deployments) {
    ValidatorOptions.Builder options = ValidatorOptions.builder().addAllDeployments(deployments);
    network.committee().announceTo(options::checkpoints);
    return ValidatorTransport.hyperlane(options.build());
  }

  static MailboxTransport zk(SimulatedNetwork network) {
    return ZkTransport.create(
        ZkOptions.builder().addAllDeployments(network.provenOrigin().deployments()).build());
  }
}
