package dev.interlane.mailbox;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.execution.ExecutionAccount;
import dev.interlane.codec.execution.ExecutionHeader;
import dev.interlane.codec.execution.ExecutionLog;
import dev.interlane.codec.execution.ExecutionReceipt;
import dev.interlane.codec.execution.ProvenAccount;
import dev.interlane.codec.trie.Trie;
import dev.interlane.codec.trie.TrieProof;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.ExecutionProof;
import dev.interlane.spi.TransactionReceipt.ExecutionStatus;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an execution proof of a Hyperlane message shows, once it has been checked: that the mailbox
 * of the destination processed the message, or that it had not by the proof's block. It holds as
 * far as the proof's block hash is that of the chain's block, which is for the reader to make sure
 * of, or to trust {@link ExecutionProof#source} for.
 *
 * <p>Bound together are: block hash, header, receipts or state root, the position of transaction
 * and log, the transaction's success, the mailbox's address and the message's id.
 *
 * @param block the block it was shown under
 * @param executed whether the mailbox had processed the message after that block
 * @param processedAt the height that the mailbox recorded; empty if the proof does not show it
 * @param processor who delivered it; empty if the proof does not show it
 */
public record ProvenDelivery(
    BlockRef block, boolean executed, OptionalLong processedAt, Optional<EvmAddress> processor) {
  /** The mailbox's mapping from message id to delivery: processor (20 bytes, low), height (6). */
  private static final Bytes32 DELIVERIES = Bytes32.leftPad(Bytes.of((byte) 106));

  private static final int ADDRESS_BITS = 160;

  /**
   * Checks the proof in a receipt against the rest of the receipt: the chain, the message's
   * Hyperlane id, and the delivery's block. A proof by storage must be of the delivery's block or a
   * later one, and the recorded height must be that of the delivery.
   *
   * @throws CodecException if the proof does not hold or belongs elsewhere
   * @throws IllegalArgumentException if the receipt has no proof or no Hyperlane id
   */
  public static ProvenDelivery verify(DeliveryReceipt receipt, MailboxDeployment destination) {
    ExecutionProof proof =
        receipt
            .executionProof()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Receipt " + receipt.id() + " carries no execution proof; ask the handle"));
    Bytes32 id =
        receipt.protocolIds().stream()
            .filter(one -> one.protocol().equals(OperatorLegs.PROTOCOL))
            .findFirst()
            .map(one -> Bytes32.fromHex(one.value()))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Receipt " + receipt.id() + " has no Hyperlane id"));
    ProvenDelivery proven = verify(proof, destination, id);
    receipt.delivery().ifPresent(delivery -> proven.requireDelivery(proof, delivery.block()));
    return proven;
  }

  /**
   * Checks a proof.
   *
   * @param messageId the message's Hyperlane id
   * @throws CodecException if the proof does not hold, or is of another chain, mailbox or message
   */
  public static ProvenDelivery verify(
      ExecutionProof proof, MailboxDeployment destination, Bytes32 messageId) {
    require(
        proof.block().chain().equals(destination.chain()),
        "block",
        "expected a block of " + destination.chain() + ", got " + proof.block());
    ExecutionHeader header = ExecutionHeader.decode(proof.header());
    require(
        Keccak256.hash(proof.header()).equals(proof.block().hash())
            && header.height() == proof.block().height(),
        "header",
        "it is that of block " + header.height() + " " + header.hash());
    return switch (proof) {
      case ExecutionProof.ByReceipt byReceipt ->
          byReceipt(byReceipt, header, destination, messageId);
      case ExecutionProof.ByStorage byStorage ->
          byStorage(byStorage, header, destination, messageId);
    };
  }

  private static ProvenDelivery byReceipt(
      ExecutionProof.ByReceipt proof,
      ExecutionHeader header,
      MailboxDeployment destination,
      Bytes32 messageId) {
    Bytes encoded =
        TrieProof.verify(
                header.receiptsRoot(), Trie.indexKey(proof.transactionIndex()), proof.nodes())
            .orElseThrow(
                () ->
                    refused(
                        "transactionIndex",
                        "the block has no transaction " + proof.transactionIndex()));
    ExecutionReceipt receipt = ExecutionReceipt.decode(encoded);
    require(receipt.status() == ExecutionStatus.SUCCEEDED, "status", "the transaction was undone");
    require(
        proof.logIndex() < receipt.logs().size(),
        "logIndex",
        "the receipt has " + receipt.logs().size() + " logs, asked is " + proof.logIndex());
    ExecutionLog log = receipt.logs().get(proof.logIndex());
    require(
        log.emitter().equals(destination.mailbox()),
        "emitter",
        "expected the mailbox " + destination.mailbox() + ", got " + log.emitter());
    require(
        log.topics().equals(List.of(MailboxAbi.PROCESS_ID.topic0(), messageId)),
        "topics",
        "expected ProcessId of " + messageId + ", got " + log.topics());
    return new ProvenDelivery(
        proof.block(), true, OptionalLong.of(header.height()), Optional.empty());
  }

  private static ProvenDelivery byStorage(
      ExecutionProof.ByStorage proof,
      ExecutionHeader header,
      MailboxDeployment destination,
      Bytes32 messageId) {
    require(
        proof.account().equals(destination.mailbox()),
        "account",
        "expected the mailbox " + destination.mailbox() + ", got " + proof.account());
    require(
        proof.slot().equals(slotOf(messageId)),
        "slot",
        "expected that of message " + messageId + ", got " + proof.slot());
    ExecutionAccount mailbox =
        ProvenAccount.account(header.stateRoot(), proof.account(), proof.accountProof())
            .orElseThrow(() -> refused("account", "the mailbox did not exist in that block"));
    Bytes32 word = ProvenAccount.word(mailbox.storageRoot(), proof.slot(), proof.storageProof());
    require(
        word.equals(proof.word()), "word", "claimed is " + proof.word() + ", proven is " + word);
    if (word.isZero()) {
      return new ProvenDelivery(proof.block(), false, OptionalLong.empty(), Optional.empty());
    }
    BigInteger height = word.toUnsigned().shiftRight(ADDRESS_BITS);
    require(
        height.compareTo(BigInteger.valueOf(header.height())) <= 0,
        "word",
        "the delivery is recorded at height " + height + ", after the block");
    return new ProvenDelivery(
        proof.block(),
        true,
        OptionalLong.of(height.longValueExact()),
        Optional.of(EvmAddress.of(word.toBytes().slice(12))));
  }

  private void requireDelivery(ExecutionProof proof, BlockRef delivery) {
    require(
        executed && block.height() >= delivery.height(),
        "block",
        "the delivery is in block " + delivery + ", the proof of " + block);
    require(
        processedAt.equals(OptionalLong.of(delivery.height())),
        "word",
        "the delivery is at height " + delivery.height() + ", recorded is " + processedAt);
    if (proof instanceof ExecutionProof.ByReceipt || block.height() == delivery.height()) {
      require(block.equals(delivery), "block", "expected " + delivery + ", got " + block);
    }
  }

  /** Where the mailbox keeps the delivery of a message. */
  static Bytes32 slotOf(Bytes32 messageId) {
    return Keccak256.hash(messageId, DELIVERIES);
  }

  private static void require(boolean holds, String path, String detail) {
    if (!holds) {
      throw refused(path, detail);
    }
  }

  private static CodecException refused(String path, String detail) {
    return CodecException.at(DecodeReason.NOT_PROVEN, 0, path, detail);
  }
}
