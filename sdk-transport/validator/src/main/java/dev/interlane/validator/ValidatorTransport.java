package dev.interlane.validator;

import dev.interlane.mailbox.DeliveryTerms;
import dev.interlane.mailbox.IsmProver;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.MailboxSession;
import dev.interlane.mailbox.MailboxTransport;
import dev.interlane.mailbox.RemoteDomain;
import dev.interlane.spi.TransportContext;
import dev.interlane.spi.TransportSession;
import java.util.List;

/**
 * Delivers Hyperlane messages with the signatures of a quorum of validators, whichever the
 * recipient's ISM asks for: message-id and merkle-root multisigs, also inside of aggregations and
 * routings.
 *
 * <p>It believes no storage and no validator: each signature is recovered here, and each
 * checkpoint's domain, hook, index, message id and root are compared with our own tree, which is
 * rebuilt from the origin's logs. What is still missing is said precisely, validator by validator.
 * Thread-safe.
 *
 * <pre>{@code
 * Interlane.builder()
 *     .transport(ValidatorTransport.hyperlane(
 *         ValidatorOptions.builder()
 *             .addDeployments(origin, destination)
 *             .checkpoints(origin.chain(), validator, DirectoryCheckpoints.at("file:///var/validator"))
 *             .build()))
 * }</pre>
 */
public final class ValidatorTransport implements MailboxTransport {
  /** The name of this transport. */
  public static final String NAME = "validator";

  private final ValidatorOptions options;

  private ValidatorTransport(ValidatorOptions options) {
    this.options = options;
  }

  /** The transport with these options. */
  public static ValidatorTransport hyperlane(ValidatorOptions options) {
    return new ValidatorTransport(options);
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
  public List<RemoteDomain> remotes() {
    return options.remotes();
  }

  @Override
  public DeliveryTerms terms() {
    return options.terms();
  }

  @Override
  public IsmProver prover(TransportContext context) {
    return IsmProver.of(
        new QuorumProver(options, KnownStorages.of(options, context)), options.lookups());
  }

  @Override
  public TransportSession open(TransportContext context) {
    return MailboxSession.open(this, context);
  }
}
