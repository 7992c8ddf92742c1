package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.ChainLog;
import dev.interlane.value.Value;
import java.util.List;
import java.util.Optional;

/** A message became a leaf. */
record Insertion(Bytes32 messageId, long index, ChainLog log) {

  /** The insertion a log tells of, if it is one of this hook's. */
  static Optional<Insertion> in(ChainLog log, EvmAddress hook) {
    if (!log.emitter().equals(hook) || !log.isEvent(MailboxAbi.INSERTED_INTO_TREE.topic0())) {
      return Optional.empty();
    }
    try {
      List<Value> values = MailboxAbi.INSERTED_INTO_TREE.decode(log.topics(), log.data());
      return Optional.of(new Insertion(values.get(0).asBytes32(), values.get(1).asLong(), log));
    } catch (CodecException malformed) {
      return Optional.empty();
    }
  }
}
