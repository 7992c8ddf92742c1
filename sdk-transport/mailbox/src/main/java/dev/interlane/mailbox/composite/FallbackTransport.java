package dev.interlane.mailbox.composite;

import dev.interlane.mailbox.DeliveryTerms;
import dev.interlane.mailbox.IsmProver;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.MailboxSession;
import dev.interlane.mailbox.MailboxTransport;
import dev.interlane.spi.TransportContext;
import dev.interlane.spi.TransportSession;
import java.time.Duration;
import java.util.List;

/**
 * Transports of which the first proves the message, or the next when it stalls past a deadline: one
 * dispatch, one delivery. The recipient's ISM must accept each of the legs, such as an aggregation
 * with a threshold of one; anything else is refused before it is sent, because moving on would take
 * a second dispatch.
 *
 * <p>This makes delivery more likely and security no better: where any one of several is enough,
 * the recipient is as weak as the weakest of them.
 *
 * <p>The deadline is counted on the origin's clock, from the timestamp of the block with the
 * dispatch to that of the newest block: nothing has to be remembered, so a restart starts nothing
 * over, and whoever reads both chains comes to the same answer. A leg that refuses the message is
 * passed over at once. The first leg is preferred even after its deadline, should it be ready by
 * then. The mailbox executes the message once, whichever leg arrives; the evidence names ours.
 * Thread-safe.
 *
 * <pre>{@code
 * Interlane.builder().transport(FallbackTransport.of(Duration.ofMinutes(30), validator, relay))
 * }</pre>
 */
public final class FallbackTransport implements MailboxTransport {
  /** The name of this transport, unless it is given another. */
  public static final String NAME = "fallback";

  private final String name;
  private final Duration deadline;
  private final Legs legs;

  private FallbackTransport(String name, Duration deadline, Legs legs) {
    this.name = name;
    this.deadline = deadline;
    this.legs = legs;
  }

  /**
   * The first of these, and each next one this much later.
   *
   * @throws IllegalArgumentException if the deadline is not positive, there are fewer than two
   *     legs, two have one name, or they know different deployments
   */
  public static FallbackTransport of(Duration deadline, MailboxTransport... legs) {
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("The deadline must be positive, got " + deadline);
    }
    return new FallbackTransport(NAME, deadline, Legs.of(List.of(legs)));
  }

  /** The same under another name, so that one client can have several. */
  public FallbackTransport named(String other) {
    return new FallbackTransport(other, deadline, legs);
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
    return new FirstOfLegs(legs.open(context), deadline, new OriginClock(context.chains()));
  }

  @Override
  public TransportSession open(TransportContext context) {
    return MailboxSession.open(this, context);
  }
}
