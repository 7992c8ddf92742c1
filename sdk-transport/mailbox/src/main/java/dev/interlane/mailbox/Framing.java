package dev.interlane.mailbox;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.call.CallRecipientHeader;
import dev.interlane.message.BodyKind;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.Ordering;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.Outbound;
import java.util.Optional;

/** What the body of a Hyperlane message is for each kind of envelope. */
final class Framing {
  /**
   * The largest body. A node takes a transaction of at most 128 KiB, and the delivery carries
   * metadata beside the message; 120,000 bytes were dispatched and delivered.
   */
  static final int MAX_BODY_BYTES = 120_000;

  private Framing() {}

  static Bytes frame(Outbound message, MailboxDeployment origin, MailboxDeployment destination) {
    CanonicalEnvelope envelope = message.envelope();
    return envelope.kind() == BodyKind.SENDER_ACCOUNT
        ? account(envelope, origin, destination)
            .body(envelope.recipient().evmAddress(), envelope.content())
        : frame(message);
  }

  /** The body of what goes to the recipient itself. */
  static Bytes frame(Outbound message) {
    CanonicalEnvelope envelope = message.envelope();
    return switch (envelope.kind()) {
      case PAYLOAD -> envelope.content();
      case CALL_RECIPIENT -> header(message).encode(envelope.content());
      case SENDER_ACCOUNT ->
          throw new IllegalArgumentException(
              "A call by the sender's account goes to a router, which the deployments name");
    };
  }

  /** The account on the destination that makes the sender's call. */
  static InterchainAccount account(
      CanonicalEnvelope envelope, MailboxDeployment origin, MailboxDeployment destination) {
    return InterchainAccount.of(origin, envelope.sender().evmAddress(), destination);
  }

  private static CallRecipientHeader header(Outbound message) {
    CanonicalEnvelope envelope = message.envelope();
    return new CallRecipientHeader(
        envelope.id(),
        message.notAfter(),
        envelope.ordering() == Ordering.ORDERED
            ? Optional.of(
                new CallRecipientHeader.Place(envelope.lane().id(), message.laneSequence()))
            : Optional.empty());
  }

  /** The message as the mailbox will write it, but for the nonce. */
  static HyperlaneMessage provisional(Outbound message, MailboxRoute route) {
    CanonicalEnvelope envelope = message.envelope();
    return HyperlaneMessage.of(
        0,
        sender(envelope, route.origin()),
        recipient(envelope, route.destination()),
        frame(message, route.origin(), route.destination()));
  }

  /** Whether the mailbox wrote what we wanted to send. */
  static boolean matches(HyperlaneMessage written, Outbound wanted, MailboxRoute route) {
    CanonicalEnvelope envelope = wanted.envelope();
    return written.sender().equals(sender(envelope, route.origin()))
        && written.recipient().equals(recipient(envelope, route.destination()))
        && written.body().equals(frame(wanted, route.origin(), route.destination()));
  }

  private static DomainAccount sender(CanonicalEnvelope envelope, MailboxDeployment origin) {
    return end(envelope, origin, envelope.sender());
  }

  private static DomainAccount recipient(
      CanonicalEnvelope envelope, MailboxDeployment destination) {
    return end(envelope, destination, envelope.recipient());
  }

  /** Calls by the sender's account go from router to router. */
  private static DomainAccount end(
      CanonicalEnvelope envelope, MailboxDeployment deployment, AccountId account) {
    EvmAddress address =
        envelope.kind() == BodyKind.SENDER_ACCOUNT
            ? InterchainAccount.accounts(deployment).router()
            : account.evmAddress();
    return DomainAccount.of(deployment.domain(), address);
  }
}
