package dev.interlane.mailbox.composite;

import dev.interlane.mailbox.DeliveryTerms;
import dev.interlane.mailbox.IsmProver;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.MailboxSession;
import dev.interlane.mailbox.MailboxTransport;
import dev.interlane.spi.TransportContext;
import dev.interlane.spi.TransportSession;
import java.util.List;

/**
 * Several transports that have to agree: one dispatch, and at least {@code m} of them prove the
 * same message id before it is delivered. The recipient must stand behind an aggregation ISM with a
 * threshold of {@code m}, in which each leg finds a module that asks for just what it proves; that
 * contract, not this class, is what an attacker has to get past.
 *
 * <p>Legs are taken in the order given, as soon as they can prove; exactly {@code m} of them are
 * sent, because the contract refuses one more. With a relay leg among them only the trusted
 * relayer's key can deliver. The evidence holds each leg's. A leg that waits, fails or cannot reach
 * its chain does not hold up the others. Nothing is kept in memory: after a restart the legs are
 * asked again. Thread-safe.
 *
 * <pre>{@code
 * Interlane.builder().transport(QuorumTransport.of(2, relay, validator, zk))
 * }</pre>
 */
public final class QuorumTransport implements MailboxTransport {
  /** The name of this transport, unless it is given another. */
  public static final String NAME = "quorum";

  private final String name;
  private final int required;
  private final Legs legs;

  private QuorumTransport(String name, int required, Legs legs) {
    this.name = name;
    this.required = required;
    this.legs = legs;
  }

  /**
   * At least this many of these, which are preferred in their order.
   *
   * @throws IllegalArgumentException if {@code required} is not 2 to the number of legs, two have
   *     one name, or they know different deployments
   */
  public static QuorumTransport of(int required, MailboxTransport... legs) {
    Legs combined = Legs.of(List.of(legs));
    if (required < 2 || required > combined.size()) {
      throw new IllegalArgumentException(
          "A quorum of the transports "
              + combined
              + " is 2 to "
              + combined.size()
              + " of them, got "
              + required
              + (required == 1 ? ". One of several is a FallbackTransport" : ""));
    }
    return new QuorumTransport(NAME, required, combined);
  }

  /** The same under another name, so that one client can have several. */
  public QuorumTransport named(String other) {
    return new QuorumTransport(other, required, legs);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<MailboxDeployment> deployments() {
    return legs.deployments();
  }

  @Override
  public DeliveryTerms terms() {
    return legs.terms();
  }

  @Override
  public IsmProver prover(TransportContext context) {
    return new QuorumOfLegs(required, legs.open(context));
  }

  @Override
  public TransportSession open(TransportContext context) {
    return MailboxSession.open(this, context);
  }
}
