package dev.interlane.zk;

import dev.interlane.mailbox.DeliveryTerms;
import dev.interlane.mailbox.IsmProver;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.MailboxSession;
import dev.interlane.mailbox.MailboxTransport;
import dev.interlane.spi.TransportContext;
import dev.interlane.spi.TransportSession;
import java.util.List;

/**
 * Proves that a Hyperlane message is in the storage of a hook on its origin, under a state root
 * that a light client on the destination accepted on the strength of a ZK proof of the origin's
 * consensus. The recipient stands behind a {@code StateProofIsm}, alone or in aggregations and
 * routings; the message is dispatched through the {@code DispatchedHook} that module names (see
 * {@code docs/spec/zk.md} and {@link MailboxDeployment#dispatchHook}).
 *
 * <p>It waits until the light client has the root of a block at or after the dispatch, has the
 * origin's node prove the hook's storage under just that root, checks the proof here, shows it to
 * the module by a transaction ({@code authorize}) and delivers. Either can as well be done by
 * anybody else. What is trusted is the light client: its program and keys, and whoever may change
 * them; the evidence names them. Thread-safe.
 *
 * <pre>{@code
 * Interlane.builder()
 *     .transport(ZkTransport.create(
 *         ZkOptions.builder().addDeployments(origin, destination).build()))
 * }</pre>
 */
public final class ZkTransport implements MailboxTransport {
  /** The name of this transport. */
  public static final String NAME = "zk";

  private final ZkOptions options;

  private ZkTransport(ZkOptions options) {
    this.options = options;
  }

  /** The transport with these options. */
  public static ZkTransport create(ZkOptions options) {
    return new ZkTransport(options);
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
    return IsmProver.of(new StateProofProver(options, context), options.lookups());
  }

  @Override
  public TransportSession open(TransportContext context) {
    return MailboxSession.open(this, context);
  }
}
