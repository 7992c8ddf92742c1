package dev.interlane.mailbox;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.error.RefusedException;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.GasEstimate;
import dev.interlane.spi.TransactionIntent;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The dispatch of a message: by which contract, through which hooks, told what, and paid how.
 * Thread-safe.
 */
final class Dispatching {
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  private final DeliveryTerms terms;
  private final Function<ChainId, MailboxClient> clients;
  private final AccountCalls accountCalls;

  Dispatching(
      DeliveryTerms terms, Function<ChainId, MailboxClient> clients, AccountCalls accountCalls) {
    this.terms = terms;
    this.clients = clients;
    this.accountCalls = accountCalls;
  }

  /** What the mailbox and its hooks ask for the dispatch. */
  MailboxClient.Quoted quote(CanonicalEnvelope envelope, HyperlaneMessage provisional) {
    return origin(envelope)
        .quote(dispatcher(provisional), provisional, hooks(envelope, provisional));
  }

  /**
   * The transaction that dispatches.
   *
   * @throws dev.interlane.error.WrongChainException if the sender's account on the destination,
   *     which is to make the call, is another one by now
   * @throws RefusedException if its hooks make no leaf of it by now, and its ISM asks validators
   */
  TransactionIntent intent(CanonicalEnvelope envelope, HyperlaneMessage provisional) {
    accountCalls.confirm(envelope);
    MailboxClient origin = origin(envelope);
    confirmLeaf(origin, envelope, provisional);
    DispatchHooks hooks = hooks(envelope, provisional);
    BigInteger value =
        switch (origin.quote(dispatcher(provisional), provisional, hooks)) {
          case MailboxClient.Quoted.Price price -> withBuffer(price.wei());
          // Without value the hooks refuse it again when it is estimated, in their own words.
          case MailboxClient.Quoted.Refused refused -> BigInteger.ZERO;
        };
    boolean isByAccount = AccountCalls.isOne(envelope);
    return TransactionIntent.builder()
        .key("dispatch/" + envelope.id())
        .account(envelope.sender())
        .to(isByAccount ? dispatcher(provisional) : origin.deployment().mailbox())
        .data(
            isByAccount
                ? accountCalls.dispatchCall(envelope, hooks)
                : origin.dispatchCall(provisional, hooks))
        .valueWei(value)
        .gasReserve(MerkleTree.INSERTION_GAS_SPREAD)
        .build();
  }

  /** The tree's own hook makes leaves, whatever the ISM asks for. */
  private void confirmLeaf(
      MailboxClient origin, CanonicalEnvelope envelope, HyperlaneMessage provisional) {
    Optional<EvmAddress> hook = hook(envelope);
    if (hook.equals(Optional.of(origin.deployment().merkleTreeHook()))
        || !envelope.destination().isEvm()) {
      return;
    }
    IsmNode ism = clients.apply(envelope.destination()).ism(provisional).node();
    LeafNeed.refusal(origin, provisional, hook, ism)
        .ifPresent(
            refusal -> {
              throw new RefusedException(List.of(refusal));
            });
  }

  /** Who calls the mailbox, which names its caller as the message's sender: us, or a router. */
  private static EvmAddress dispatcher(HyperlaneMessage provisional) {
    return EvmAddress.fromWord(provisional.sender().account());
  }

  /** What is sent along; hooks that pay the network give back what was too much. */
  BigInteger withBuffer(BigInteger quotedWei) {
    return terms.paysNetwork()
        ? quotedWei.add(
            quotedWei.multiply(BigInteger.valueOf(terms.bufferPercent())).divide(HUNDRED))
        : quotedWei;
  }

  /** The hook that the dispatch names; the mailbox's default one when empty. */
  Optional<EvmAddress> hook(CanonicalEnvelope envelope) {
    MailboxDeployment deployment = origin(envelope).deployment();
    return deployment
        .dispatchHook()
        .or(
            () ->
                terms.paysNetwork() ? Optional.empty() : Optional.of(deployment.merkleTreeHook()));
  }

  private DispatchHooks hooks(CanonicalEnvelope envelope, HyperlaneMessage provisional) {
    return new DispatchHooks(hook(envelope), metadata(envelope, provisional));
  }

  /**
   * Nothing is said where the hooks' defaults do: their gas limit, a refund to the mailbox's
   * caller. A router would keep that, so there the sender is named.
   */
  private Optional<Bytes> metadata(CanonicalEnvelope envelope, HyperlaneMessage provisional) {
    OptionalLong gasLimit =
        envelope.gasLimit().isPresent() || !terms.paysNetwork()
            ? envelope.gasLimit()
            : handleGas(envelope, provisional);
    if (gasLimit.isEmpty() && terms.refundAddress().isEmpty() && !AccountCalls.isOne(envelope)) {
      return Optional.empty();
    }
    return Optional.of(
        StandardHookMetadata.of(
                gasLimit.orElse(StandardHookMetadata.DEFAULT_GAS_LIMIT),
                terms.refundAddress().orElse(envelope.sender().evmAddress()))
            .encode());
  }

  /**
   * What the network has to be paid for when the sender does not say: as things are now, and more.
   */
  private OptionalLong handleGas(CanonicalEnvelope envelope, HyperlaneMessage provisional) {
    if (!envelope.destination().isEvm()) {
      return OptionalLong.empty();
    }
    return switch (clients.apply(envelope.destination()).handle(provisional)) {
      case GasEstimate.Enough enough ->
          OptionalLong.of(
              Math.max(StandardHookMetadata.DEFAULT_GAS_LIMIT, enough.gas() + enough.gas() / 4));
      case GasEstimate.Reverts reverts -> OptionalLong.empty();
    };
  }

  private MailboxClient origin(CanonicalEnvelope envelope) {
    return clients.apply(envelope.origin());
  }
}
