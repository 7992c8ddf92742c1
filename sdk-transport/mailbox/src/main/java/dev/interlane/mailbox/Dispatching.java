package dev.interlane.mailbox;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.error.Refusal;
import dev.interlane.error.RefusedException;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.Fee;
import dev.interlane.receipt.ProtocolFee;
import dev.interlane.spi.GasEstimate;
import dev.interlane.spi.Outbound;
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
  private static final String PROTOCOL_FEE = "protocol fee";
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
  MailboxClient.Quoted quote(Outbound message, HyperlaneMessage provisional) {
    return origin(message.envelope())
        .quote(dispatcher(provisional), provisional, hooks(message, provisional));
  }

  /** What is paid when the hooks ask so much: a token is taken exactly, the coin sent along. */
  ProtocolFee fee(Outbound message, BigInteger asked, String purpose) {
    AccountId sender = message.envelope().sender();
    if (message.feeToken().isPresent()) {
      String token = message.feeToken().get().toString();
      return new ProtocolFee(
          new Fee(sender.chain(), token, asked, sender, purpose),
          BigInteger.ZERO,
          Optional.empty());
    }
    BigInteger buffer = buffer(asked);
    return new ProtocolFee(
        new Fee(sender.chain(), Fee.NATIVE, asked.add(buffer), sender, purpose),
        buffer,
        Optional.of(
            terms
                .refundAddress()
                .map(address -> AccountId.of(sender.chain(), address))
                .orElse(sender)));
  }

  /** Why the hooks cannot take so much in the message's token; nothing if they are paid in coin. */
  List<Refusal> tokenRefusals(Outbound message, HyperlaneMessage provisional, BigInteger asked) {
    CanonicalEnvelope envelope = message.envelope();
    Optional<EvmAddress> router =
        AccountCalls.isOne(envelope) ? Optional.of(dispatcher(provisional)) : Optional.empty();
    return message
        .feeToken()
        .map(token -> new TokenDues(origin(envelope), envelope.sender(), token, router))
        .map(dues -> dues.refusals(provisional, hooks(message, provisional), asked))
        .orElse(List.of());
  }

  /**
   * The transaction that dispatches.
   *
   * @throws dev.interlane.error.WrongChainException if the sender's account on the destination,
   *     which is to make the call, is another one by now
   * @throws RefusedException if its hooks make no leaf of it by now, and its ISM asks validators
   */
  TransactionIntent intent(Outbound message, HyperlaneMessage provisional) {
    CanonicalEnvelope envelope = message.envelope();
    accountCalls.confirm(envelope);
    MailboxClient origin = origin(envelope);
    confirmLeaf(origin, envelope, provisional);
    DispatchHooks hooks = hooks(message, provisional);
    boolean isByAccount = AccountCalls.isOne(envelope);
    TransactionIntent.Builder intent =
        TransactionIntent.builder()
            .key("dispatch/" + envelope.id())
            .account(envelope.sender())
            .to(isByAccount ? dispatcher(provisional) : origin.deployment().mailbox())
            .data(
                isByAccount
                    ? accountCalls.dispatchCall(envelope, hooks)
                    : origin.dispatchCall(provisional, hooks))
            .gasReserve(MerkleTree.INSERTION_GAS_SPREAD)
            .likeness("dispatch to " + provisional.recipient().domain());
    boolean isInToken = message.feeToken().isPresent();
    // Coin that is too little is refused; of a token more would be taken than the cap allows.
    switch (isInToken
        ? origin.quoteNow(dispatcher(provisional), provisional, hooks)
        : origin.quote(dispatcher(provisional), provisional, hooks)) {
      case MailboxClient.Quoted.Price price -> {
        Fee fee = fee(message, price.amount(), PROTOCOL_FEE).fee();
        if (isInToken) {
          intent.tokenFee(fee);
        } else {
          intent.valueWei(fee.amount());
        }
      }
      // Unpaid, the hooks refuse it again when it is estimated, in their own words.
      case MailboxClient.Quoted.Refused refused -> {}
    }
    return intent.build();
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

  /** What is sent along on top; hooks that pay the network give back what was too much. */
  private BigInteger buffer(BigInteger quotedWei) {
    return terms.paysNetwork()
        ? quotedWei.multiply(BigInteger.valueOf(terms.bufferPercent())).divide(HUNDRED)
        : BigInteger.ZERO;
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

  private DispatchHooks hooks(Outbound message, HyperlaneMessage provisional) {
    return new DispatchHooks(hook(message.envelope()), metadata(message, provisional));
  }

  /**
   * Nothing is said where the hooks' defaults do: their gas limit, a refund to the mailbox's
   * caller, fees in the coin. A router would keep the refund, so there the sender is named.
   */
  private Optional<Bytes> metadata(Outbound message, HyperlaneMessage provisional) {
    CanonicalEnvelope envelope = message.envelope();
    OptionalLong gasLimit =
        envelope.gasLimit().isPresent() || !terms.paysNetwork()
            ? envelope.gasLimit()
            : handleGas(envelope, provisional);
    if (gasLimit.isEmpty()
        && terms.refundAddress().isEmpty()
        && message.feeToken().isEmpty()
        && !AccountCalls.isOne(envelope)) {
      return Optional.empty();
    }
    StandardHookMetadata metadata =
        StandardHookMetadata.of(
            gasLimit.orElse(StandardHookMetadata.DEFAULT_GAS_LIMIT),
            terms.refundAddress().orElse(envelope.sender().evmAddress()));
    return Optional.of(
        message
            .feeToken()
            .map(token -> metadata.paidIn(token.evmAddress()))
            .orElse(metadata)
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
