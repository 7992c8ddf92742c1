package dev.interlane.mailbox;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.Finality;
import dev.interlane.error.CodecException;
import dev.interlane.error.Refusal;
import dev.interlane.message.BodyKind;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.Ordering;
import dev.interlane.spi.Outbound;
import dev.interlane.spi.StepContext;
import dev.interlane.spi.StepResult;
import dev.interlane.spi.TransportCapabilities.DeliveryBy;
import dev.interlane.spi.WakeOn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Messages to chains without an EVM. Their body is the call in the bytes of that VM, or the
 * payload, and nothing around it: there is no {@code CallRecipient} there that would read a header.
 * They are dispatched and paid for here; the delivery is the network's and does not show.
 * Thread-safe.
 */
final class RemoteRoutes {
  /** Nothing changes by looking: a person, or the message's expiry, ends it. */
  private static final Duration LOOK = Duration.ofDays(1);

  private final SortedMap<ChainId, RemoteDomain> domains;
  private final DeliveryTerms terms;

  RemoteRoutes(SortedMap<ChainId, RemoteDomain> domains, DeliveryTerms terms) {
    this.domains = domains;
    this.terms = terms;
  }

  /** Whether messages to this chain are such. */
  boolean leadTo(ChainId destination) {
    return domains.containsKey(destination);
  }

  /** The chain with this number. */
  Optional<RemoteDomain> ofDomain(long domain) {
    return domains.values().stream().filter(one -> one.domain() == domain).findFirst();
  }

  /** The message as the mailbox will write it, but for the nonce. */
  HyperlaneMessage provisional(CanonicalEnvelope envelope, MailboxDeployment origin) {
    return HyperlaneMessage.of(
        0,
        DomainAccount.of(origin.domain(), envelope.sender().evmAddress()),
        recipient(envelope),
        envelope.content());
  }

  private DomainAccount recipient(CanonicalEnvelope envelope) {
    RemoteDomain to = domains.get(envelope.destination());
    if (to == null) {
      throw MailboxPreflight.unknown(envelope.destination());
    }
    return new DomainAccount(to.domain(), to.accounts().of("recipient", envelope.recipient()));
  }

  /** Everything against the message that the origin does not say. */
  List<Refusal> refusals(Outbound message) {
    CanonicalEnvelope envelope = message.envelope();
    ChainId to = envelope.destination();
    List<Refusal> refusals = new ArrayList<>();
    if (terms.by() != DeliveryBy.NETWORK) {
      refusals.add(
          new Refusal(
              "terms",
              "by its terms (" + terms.by() + ") we deliver to " + to + ", where we cannot",
              "Only the network delivers there: give the transport DeliveryTerms.network()"));
    }
    if (envelope.ordering() == Ordering.ORDERED) {
      refusals.add(
          new Refusal(
              "ordering",
              "no order can be kept: deliveries on " + to + " are not seen",
              "Send it unordered, and let the recipient keep the order"));
    }
    if (envelope.kind() == BodyKind.SENDER_ACCOUNT) {
      refusals.add(
          new Refusal(
              "body",
              "the sender has no account on " + to + " that could make the call",
              "Call a recipient that handles the message itself"));
    }
    if (envelope.content().length() > Framing.MAX_BODY_BYTES) {
      refusals.add(
          new Refusal(
              "body",
              "it has " + envelope.content().length() + " bytes, at most " + Framing.MAX_BODY_BYTES,
              "Send less, or send the hash and publish the content elsewhere"));
    }
    try {
      recipient(envelope);
    } catch (IllegalArgumentException noWord) {
      refusals.add(
          new Refusal(
              "recipient",
              String.valueOf(noWord.getMessage()),
              "Hyperlane has 32 bytes for it, which CAIP-350 or the RemoteDomain has to define"));
    }
    return refusals;
  }

  /** Waits for the dispatch to be sure, and then for nothing that could be seen. */
  StepResult watch(StepContext context, MailboxDeployment origin) {
    MailboxMemo memo;
    try {
      memo = MailboxMemo.decode(context.memo());
    } catch (CodecException malformed) {
      return MailboxSession.unreadable(malformed);
    }
    CanonicalEnvelope envelope = context.message().envelope();
    HyperlaneMessage wanted = provisional(envelope, origin);
    HyperlaneMessage written = memo.message();
    if (!written.sender().equals(wanted.sender())
        || !written.recipient().equals(wanted.recipient())
        || !written.body().equals(wanted.body())) {
      return MailboxSession.anotherMessage(written);
    }
    Finality needed = envelope.finality();
    if (!context.dispatchFinality().atLeast(needed)) {
      return MailboxSession.notSure(context, origin.chain(), needed);
    }
    return new StepResult.Pending(
        new WakeOn.At(context.now().plus(LOOK)),
        "the delivery is the network's, and nothing is seen of "
            + envelope.destination()
            + " from here"
            + (memo.leafIndex().isEmpty()
                ? "; it is no leaf of the origin's tree, so a recipient that asks validators never"
                    + " takes it"
                : "; look it up there by its Hyperlane id " + written.id()));
  }
}
