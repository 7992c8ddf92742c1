package dev.interlane.mailbox;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.Finality;
import dev.interlane.chain.Inclusion;
import dev.interlane.codec.execution.ExecutionHeader;
import dev.interlane.codec.execution.ExecutionReceipt;
import dev.interlane.codec.trie.Trie;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.BlockHashSource;
import dev.interlane.receipt.ExecutionProof;
import dev.interlane.receipt.ProtocolId;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.ExecutionQuestion;
import dev.interlane.spi.StateProof;
import dev.interlane.spi.TransactionReceipt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fetches proofs of what a destination's mailbox executed, from one port, and checks each before it
 * is given away.
 */
final class DeliveryProofs {
  private final ChainPort port;
  private final MailboxDeployment destination;

  DeliveryProofs(ChainPort port, MailboxDeployment destination) {
    this.port = port;
    this.destination = destination;
  }

  ExecutionProof prove(ExecutionQuestion question) {
    Bytes32 id = hyperlaneId(question.protocolIds());
    ExecutionProof proof =
        switch (question.kind()) {
          case RECEIPT -> byReceipt(id, question.delivery().orElseThrow(DeliveryProofs::inNoBlock));
          case STORAGE ->
              byStorage(
                  id,
                  question
                      .delivery()
                      .map(Inclusion::block)
                      .orElseGet(() -> port.heads().at(Finality.FINAL)));
        };
    ProvenDelivery proven = check(proof, id);
    if (question.delivery().isPresent() && !proven.executed()) {
      throw wrong("The storage of block " + proof.block() + " shows no delivery of " + id, null);
    }
    return proof;
  }

  private ExecutionProof byReceipt(Bytes32 id, Inclusion delivery) {
    BlockRef block = delivery.block();
    Bytes header = port.encodedHeader(block);
    List<TransactionReceipt> receipts = port.receipts(block);
    for (int i = 0; i < receipts.size(); i++) {
      if (receipts.get(i).inclusion().transaction().equals(delivery.transaction())) {
        Trie trie = Trie.indexed(ExecutionReceipt.encodedOf(receipts));
        requireRoot(block, header, trie);
        return new ExecutionProof.ByReceipt(
            block,
            new BlockHashSource.OneNode(port.name()),
            header,
            i,
            position(id, receipts.get(i)),
            trie.proof(Trie.indexKey(i)));
      }
    }
    throw wrong("Block " + block + " holds no transaction " + delivery.transaction().hash(), null);
  }

  /** A block whose receipts we cannot write as its chain does can still be proven by storage. */
  private static void requireRoot(BlockRef block, Bytes header, Trie trie) {
    Bytes32 root = ExecutionHeader.decode(header).receiptsRoot();
    if (!trie.root().equals(root)) {
      throw new ChainUnavailableException(
          "The receipts of block "
              + block
              + " have the root "
              + trie.root()
              + ", its header says "
              + root,
          "Does the chain have receipts of a form of its own? Prove by storage instead");
    }
  }

  private int position(Bytes32 id, TransactionReceipt receipt) {
    List<ChainLog> logs = receipt.logs();
    for (int i = 0; i < logs.size(); i++) {
      if (logs.get(i).emitter().equals(destination.mailbox())
          && logs.get(i).topics().equals(List.of(MailboxAbi.PROCESS_ID.topic0(), id))) {
        return i;
      }
    }
    throw wrong(
        "Transaction " + receipt.inclusion().transaction() + " has no delivery of " + id, null);
  }

  private ExecutionProof byStorage(Bytes32 id, BlockRef block) {
    Bytes32 slot = ProvenDelivery.slotOf(id);
    Bytes header = port.encodedHeader(block);
    StateProof proof =
        port.proof(destination.mailbox(), List.of(slot), new BlockSelector.AtBlock(block));
    if (proof.slots().size() != 1) {
      throw wrong("One slot was asked for, " + proof.slots().size() + " came", null);
    }
    StateProof.SlotProof storage = proof.slots().get(0);
    return new ExecutionProof.ByStorage(
        block,
        new BlockHashSource.OneNode(port.name()),
        header,
        destination.mailbox(),
        proof.accountProof(),
        slot,
        storage.value(),
        storage.proof());
  }

  private ProvenDelivery check(ExecutionProof proof, Bytes32 id) {
    try {
      return ProvenDelivery.verify(proof, destination, id);
    } catch (CodecException refused) {
      throw wrong("The proof that the node gave does not hold", refused);
    }
  }

  private ChainUnavailableException wrong(String what, @Nullable CodecException cause) {
    return new ChainUnavailableException(
        what + ", says " + port.name() + (cause == null ? "" : ": " + cause.getMessage()),
        "Ask another node",
        cause);
  }

  private static IllegalStateException inNoBlock() {
    return new IllegalStateException(
        "The message is in no block of its destination, so no receipt can prove it. Prove by"
            + " storage, which also shows absence");
  }

  private static Bytes32 hyperlaneId(List<ProtocolId> ids) {
    return ids.stream()
        .filter(
            id ->
                id.protocol().equals(OperatorLegs.PROTOCOL)
                    && id.role().equals(DispatchReading.ROLE))
        .findFirst()
        .map(id -> Bytes32.fromHex(id.value()))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The message has no Hyperlane id: it was not dispatched yet"));
  }
}
