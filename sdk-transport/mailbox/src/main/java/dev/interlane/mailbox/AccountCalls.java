package dev.interlane.mailbox;

import dev.interlane.chain.ChainId;
import dev.interlane.error.Refusal;
import dev.interlane.error.WrongChainException;
import dev.interlane.message.BodyKind;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.primitive.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Calls by the sender's account on the destination: the sender calls the origin's router, which
 * dispatches, instead of the mailbox. Thread-safe.
 */
final class AccountCalls {
  private static final String UNABLE =
      "the sender's account on the destination cannot make the call: ";

  private final Function<ChainId, MailboxClient> clients;

  AccountCalls(Function<ChainId, MailboxClient> clients) {
    this.clients = clients;
  }

  static boolean isOne(CanonicalEnvelope envelope) {
    return envelope.kind() == BodyKind.SENDER_ACCOUNT;
  }

  /** Why the sender's account cannot be used; empty if it can, or need not be. */
  Optional<Refusal> refusal(CanonicalEnvelope envelope) {
    return objection(envelope)
        .map(
            reason ->
                new Refusal(
                    "body",
                    UNABLE + reason,
                    "Correct accounts(..) of the deployments, or let the recipient build on"
                        + " CallRecipient"));
  }

  /**
   * Holds the account against the routers once more.
   *
   * @throws WrongChainException if the sender's account is another one by now
   */
  void confirm(CanonicalEnvelope envelope) {
    Optional<String> objection = objection(envelope);
    if (objection.isPresent()) {
      throw new WrongChainException(
          "The message " + envelope.id() + " is not dispatched, as " + UNABLE + objection.get(),
          "Was a router replaced? Correct accounts(..) of the deployments");
    }
  }

  /** The call of the origin's router. */
  Bytes dispatchCall(CanonicalEnvelope envelope, DispatchHooks hooks) {
    MailboxDeployment destination = destination(envelope).deployment();
    return account(envelope)
        .callRemote(
            destination.domain(), envelope.recipient().evmAddress(), envelope.content(), hooks);
  }

  private Optional<String> objection(CanonicalEnvelope envelope) {
    if (!isOne(envelope)) {
      return Optional.empty();
    }
    for (MailboxClient end : List.of(origin(envelope), destination(envelope))) {
      if (end.deployment().accounts().isEmpty()) {
        return Optional.of(
            "no InterchainAccountRouter on " + end.deployment().chain() + " is configured");
      }
    }
    return origin(envelope).accountObjection(account(envelope), destination(envelope));
  }

  private InterchainAccount account(CanonicalEnvelope envelope) {
    return Framing.account(
        envelope, origin(envelope).deployment(), destination(envelope).deployment());
  }

  private MailboxClient origin(CanonicalEnvelope envelope) {
    return clients.apply(envelope.origin());
  }

  private MailboxClient destination(CanonicalEnvelope envelope) {
    return clients.apply(envelope.destination());
  }
}
