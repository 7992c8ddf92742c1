package dev.interlane.mailbox;

import dev.interlane.chain.AccountId;
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

  static Bytes frame(Outbound message) {
    CanonicalEnvelope envelope = message.envelope();
    return switch (envelope.kind()) {
      case PAYLOAD -> envelope.content();
      case CALL_RECIPIENT -> header(message).encode(envelope.content());
      case SENDER_ACCOUNT ->
          throw new IllegalArgumentException(
              "A call by the sender's account cannot be framed; preflight refuses it");
    };
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
        account(route.origin(), envelope.sender()),
        account(route.destination(), envelope.recipient()),
        frame(message));
  }

  /** Whether the mailbox wrote what we wanted to send. */
  static boolean matches(HyperlaneMessage written, Outbound wanted, MailboxRoute route) {
    CanonicalEnvelope envelope = wanted.envelope();
    return envelope.kind() != BodyKind.SENDER_ACCOUNT
        && written.sender().equals(account(route.origin(), envelope.sender()))
        && written.recipient().equals(account(route.destination(), envelope.recipient()))
        && written.body().equals(frame(wanted));
  }

  private static DomainAccount account(MailboxDeployment deployment, AccountId account) {
    return DomainAccount.of(deployment.domain(), account.evmAddress());
  }
}
