package dev.interlane.evm.rpc;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.Inclusion;
import dev.interlane.chain.TransactionRef;
import dev.interlane.codec.execution.ExecutionHeader;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockHeader;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.TransactionReceipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads headers, logs and receipts out of answers. */
final class BlockReading {
  private static final int BLOOM_BYTES = 256;
  private static final int MAX_TOPICS = 4;
  private static final int MAX_TYPE = 127;

  private final ChainId chain;

  BlockReading(ChainId chain) {
    this.chain = chain;
  }

  BlockHeader header(JsonAnswer block) {
    Bytes bloom = block.optionalField("logsBloom").map(JsonAnswer::data).orElse(Bytes.EMPTY);
    if (!bloom.isEmpty() && bloom.length() != BLOOM_BYTES) {
      throw block.field("logsBloom").nonsense("expected 256 bytes, found " + bloom.length());
    }
    JsonAnswer timestamp = block.field("timestamp");
    long seconds = timestamp.longQuantity();
    if (seconds > Instant.MAX.getEpochSecond()) {
      throw timestamp.nonsense("no such time: " + seconds + " s after 1970");
    }
    return new BlockHeader(
        reference(block, "number", "hash"),
        block.field("parentHash").hash(),
        Instant.ofEpochSecond(seconds),
        bloom);
  }

  /** The whole header. A field that a fork added after those known here makes its hash differ. */
  ExecutionHeader executionHeader(JsonAnswer block) {
    ExecutionHeader.Builder header =
        ExecutionHeader.builder()
            .parentHash(block.field("parentHash").hash())
            .ommersHash(block.field("sha3Uncles").hash())
            .beneficiary(block.field("miner").address())
            .stateRoot(block.field("stateRoot").hash())
            .transactionsRoot(block.field("transactionsRoot").hash())
            .receiptsRoot(block.field("receiptsRoot").hash())
            .logsBloom(block.field("logsBloom").data())
            .difficulty(block.field("difficulty").quantity())
            .height(block.field("number").countQuantity())
            .gasLimit(block.field("gasLimit").longQuantity())
            .gasUsed(block.field("gasUsed").longQuantity())
            .timestampSeconds(block.field("timestamp").longQuantity())
            .extraData(block.field("extraData").data())
            .mixHash(block.field("mixHash").hash())
            .nonce(block.field("nonce").data())
            .baseFeePerGasWei(block.optionalField("baseFeePerGas").map(JsonAnswer::quantity))
            .withdrawalsRoot(block.optionalField("withdrawalsRoot").map(JsonAnswer::hash))
            .parentBeaconBlockRoot(
                block.optionalField("parentBeaconBlockRoot").map(JsonAnswer::hash))
            .requestsHash(block.optionalField("requestsHash").map(JsonAnswer::hash))
            .blockAccessListHash(block.optionalField("blockAccessListHash").map(JsonAnswer::hash));
    block.optionalField("blobGasUsed").ifPresent(gas -> header.blobGasUsed(gas.longQuantity()));
    block.optionalField("excessBlobGas").ifPresent(gas -> header.excessBlobGas(gas.longQuantity()));
    block.optionalField("slotNumber").ifPresent(slot -> header.slotNumber(slot.longQuantity()));
    try {
      return header.build();
    } catch (IllegalArgumentException unheardOf) {
      throw block.nonsense("no such header: " + unheardOf.getMessage());
    }
  }

  BlockRef reference(JsonAnswer from, String heightField, String hashField) {
    return new BlockRef(
        chain, from.field(heightField).countQuantity(), from.field(hashField).hash());
  }

  ChainLog log(JsonAnswer log) {
    if (log.isTrue("removed")) {
      throw log.nonsense("the log is of a block that is no longer canonical");
    }
    List<JsonAnswer> topics = log.field("topics").elements();
    if (topics.size() > MAX_TOPICS) {
      throw log.nonsense("expected at most 4 topics, found " + topics.size());
    }
    List<Bytes32> hashes = new ArrayList<>(topics.size());
    for (JsonAnswer topic : topics) {
      hashes.add(topic.hash());
    }
    return new ChainLog(
        log.field("address").address(),
        hashes,
        log.field("data").data(),
        inclusion(log),
        log.field("logIndex").intQuantity());
  }

  private Inclusion inclusion(JsonAnswer from) {
    return new Inclusion(
        new TransactionRef(chain, from.field("transactionHash").hash()),
        reference(from, "blockNumber", "blockHash"));
  }

  TransactionReceipt receipt(JsonAnswer receipt) {
    Inclusion inclusion = inclusion(receipt);
    List<ChainLog> logs = new ArrayList<>();
    for (JsonAnswer element : receipt.field("logs").elements()) {
      ChainLog log = log(element);
      if (!log.inclusion().equals(inclusion)) {
        throw element.nonsense("the log is of another transaction or block than its receipt");
      }
      if (!logs.isEmpty() && log.logIndex() <= logs.get(logs.size() - 1).logIndex()) {
        throw element.nonsense("log index " + log.logIndex() + " does not rise");
      }
      logs.add(log);
    }
    return TransactionReceipt.builder()
        .inclusion(inclusion)
        .transactionType(type(receipt))
        .status(status(receipt.field("status")))
        .sender(receipt.field("from").address())
        .to(receipt.optionalField("to").map(JsonAnswer::address))
        .gasUsed(receipt.field("gasUsed").longQuantity())
        .effectiveGasPriceWei(receipt.field("effectiveGasPrice").quantity())
        .logs(logs)
        .build();
  }

  /** Nodes from before typed transactions name none. */
  private static int type(JsonAnswer receipt) {
    int type = receipt.optionalField("type").map(JsonAnswer::intQuantity).orElse(0);
    if (type > MAX_TYPE) {
      throw receipt.nonsense("a transaction's type is at most 127, got " + type);
    }
    return type;
  }

  private static TransactionReceipt.ExecutionStatus status(JsonAnswer status) {
    return switch (status.intQuantity()) {
      case 0 -> TransactionReceipt.ExecutionStatus.REVERTED;
      case 1 -> TransactionReceipt.ExecutionStatus.SUCCEEDED;
      default -> throw status.nonsense("expected 0x0 or 0x1");
    };
  }
}
