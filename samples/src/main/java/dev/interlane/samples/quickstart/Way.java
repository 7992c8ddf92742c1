package dev.interlane.samples.quickstart;

import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.MailboxTransport;
import dev.interlane.mailbox.composite.QuorumTransport;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.validator.ValidatorOptions;
import dev.interlane.validator.ValidatorTransport;
import dev.interlane.zk.ZkOptions;
import dev.interlane.zk.ZkTransport;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** How the message is proven. */
enum Way {
  RELAY,
  VALIDATOR,
  ZK,
  /** All of the others. */
  QUORUM;

  private static final int LEGS = 3;

  /** Whether the light client of the testkit takes part. */
  boolean provesState() {
    return this == ZK || this == QUORUM;
  }

  /** What has to be said wherever it runs. */
  String caution() {
    return provesState() ? "; its light client is an INSECURE TEST PROVER" : "";
  }

  /**
   * The transport.
   *
   * @param announce tells the options where the validators publish
   */
  MailboxTransport transport(
      List<MailboxDeployment> deployments, Consumer<ValidatorOptions.Builder> announce) {
    return switch (this) {
      case RELAY -> relay(deployments);
      case VALIDATOR -> validator(deployments, announce);
      case ZK -> zk(deployments);
      case QUORUM ->
          QuorumTransport.of(
              LEGS, relay(deployments), validator(deployments, announce), zk(deployments));
    };
  }

  private static MailboxTransport relay(List<MailboxDeployment> deployments) {
    return RelayTransport.create(RelayOptions.builder().addAllDeployments(deployments).build());
  }

  private static MailboxTransport validator(
      List<MailboxDeployment> deployments, Consumer<ValidatorOptions.Builder> announce) {
    ValidatorOptions.Builder options = ValidatorOptions.builder().addAllDeployments(deployments);
    announce.accept(options);
    return ValidatorTransport.hyperlane(options.build());
  }

  private static MailboxTransport zk(List<MailboxDeployment> deployments) {
    return ZkTransport.create(ZkOptions.builder().addAllDeployments(deployments).build());
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
