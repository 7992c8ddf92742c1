package dev.interlane.mailbox;

import dev.interlane.chain.AccountId;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.ProtocolId;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.Dispatch;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** Finds the messages that a transaction dispatched, each with its place in the tree. */
final class DispatchReading {
  /** The role of a Hyperlane message id among protocol ids. */
  static final String ROLE = "message";

  private static final int MESSAGE = 3;

  private final MailboxDeployment origin;
  private final LongFunction<Optional<AccountWord>> byDomain;

  DispatchReading(MailboxDeployment origin, LongFunction<Optional<AccountWord>> byDomain) {
    this.origin = origin;
    this.byDomain = byDomain;
  }

  List<Dispatch> dispatchesIn(TransactionReceipt receipt) {
    Map<Bytes32, Long> leaves = new HashMap<>();
    List<HyperlaneMessage> messages = new ArrayList<>();
    for (ChainLog log : receipt.logs()) {
      Insertion.in(log, origin.merkleTreeHook())
          .ifPresent(insertion -> leaves.put(insertion.messageId(), insertion.index()));
      messageIn(log).ifPresent(messages::add);
    }
    List<Dispatch> dispatches = new ArrayList<>(messages.size());
    for (HyperlaneMessage message : messages) {
      dispatch(message, Optional.ofNullable(leaves.get(message.id()))).ifPresent(dispatches::add);
    }
    return dispatches;
  }

  private Optional<HyperlaneMessage> messageIn(ChainLog log) {
    if (!log.emitter().equals(origin.mailbox()) || !log.isEvent(MailboxAbi.DISPATCHED.topic0())) {
      return Optional.empty();
    }
    try {
      List<Value> values = MailboxAbi.DISPATCHED.decode(log.topics(), log.data());
      HyperlaneMessage message = HyperlaneMessage.decode(values.get(MESSAGE).asBytes());
      return message.sender().domain() == origin.domain() ? Optional.of(message) : Optional.empty();
    } catch (CodecException anotherVersion) {
      return Optional.empty();
    }
  }

  /** Empty when it is for a chain or an account that we do not know. */
  private Optional<Dispatch> dispatch(HyperlaneMessage message, Optional<Long> leaf) {
    Optional<AccountId> sender = account(message.sender());
    Optional<AccountId> recipient = account(message.recipient());
    if (sender.isEmpty() || recipient.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong index = leaf.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    MailboxMemo memo = new MailboxMemo(message, index, Optional.empty());
    return Optional.of(
        new Dispatch(
            sender.get(),
            recipient.get(),
            message.body(),
            List.of(
                new ProtocolId(ROLE, OperatorLegs.PROTOCOL, origin.chain(), message.id().toHex())),
            memo.encode()));
  }

  private Optional<AccountId> account(DomainAccount account) {
    return byDomain.apply(account.domain()).flatMap(there -> account(there, account.account()));
  }

  /** Whoever sent it chose the bytes: they need be no account there. */
  private static Optional<AccountId> account(AccountWord there, Bytes32 word) {
    if (there.chain().isEvm() && !isEvmAddress(word)) {
      return Optional.empty();
    }
    try {
      return Optional.of(there.account(word));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private static boolean isEvmAddress(Bytes32 word) {
    return Bytes32.leftPad(word.toBytes().slice(12)).equals(word);
  }
}
