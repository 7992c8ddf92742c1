package dev.interlane.relay;

import dev.interlane.mailbox.DeliveryTerms;
import dev.interlane.mailbox.IsmProver;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.MailboxSession;
import dev.interlane.mailbox.MailboxTransport;
import dev.interlane.spi.TransportContext;
import dev.interlane.spi.TransportSession;
import java.util.List;

/**
 * Delivers Hyperlane messages with the key of a trusted relayer: no validators, one operator who
 * says that the message was dispatched. That operator could fabricate any message, so it is for
 * development and private chains; in production a recipient should ask for validators too.
 *
 * <p>It delivers only what our own accounts sent, or senders on the allow-list, and only once the
 * dispatch is as sure as it was told to wait for. The trusted relayer must be one of the client's
 * accounts on the destination. Thread-safe.
 *
 * <pre>{@code
 * Interlane.builder()
 *     .transport(RelayTransport.create(
 *         RelayOptions.builder().addDeployments(origin, destination).build()))
 * }</pre>
 */
public final class RelayTransport implements MailboxTransport {
  /** The name of this transport. */
  public static final String NAME = "relay";

  private final RelayOptions options;

  private RelayTransport(RelayOptions options) {
    this.options = options;
  }

  /** The transport with these options. */
  public static RelayTransport create(RelayOptions options) {
    return new RelayTransport(options);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<MailboxDeployment> deployments() {
    return options.deployments();
  }

  @Override
  public DeliveryTerms terms() {
    return options.terms();
  }

  @Override
  public IsmProver prover(TransportContext context) {
    return IsmProver.of(new OperatorProver(options), options.lookups());
  }

  @Override
  public TransportSession open(TransportContext context) {
    return MailboxSession.open(this, context);
  }
}
