package dev.interlane.evm;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import tools.jackson.databind.JsonNode;

/** Blocks of a chain of any height as nodes write them, with hashes that follow from the height. */
public final class FakeBlocks {
  /** The chain. */
  public static final ChainId CHAIN = ChainId.eip155(31_337);

  /** An address in logs and receipts. */
  public static final String CONTRACT = "0x5fbdb2315678afecb367f032d93f642f64180aa3";

  private FakeBlocks() {}

  /** The block of this height. */
  public static BlockRef ref(long height) {
    return new BlockRef(CHAIN, height, hash(height));
  }

  /** The hash of the block of this height. */
  public static Bytes32 hash(long height) {
    return Keccak256.hash(Bytes.fromUtf8("block " + height));
  }

  /** A hash made from a name. */
  public static Bytes32 hash(String name) {
    return Keccak256.hash(Bytes.fromUtf8(name));
  }

  /** A block's JSON with these transactions. */
  public static String block(long height, Bytes32... transactions) {
    StringBuilder hashes = new StringBuilder();
    for (Bytes32 transaction : transactions) {
      hashes.append(hashes.isEmpty() ? "" : ",").append('"').append(transaction).append('"');
    }
    return """
        {"number":"0x%x","hash":"%s","parentHash":"%s","timestamp":"0x%x",
         "logsBloom":"0x%s","transactions":[%s],"extra":{"unknown":1}}"""
        .formatted(
            height,
            hash(height),
            height == 0 ? Bytes32.ZERO : hash(height - 1),
            1_700_000_000 + height,
            "00".repeat(256),
            hashes);
  }

  /** Makes a node serve blocks up to a height, with the given safe and final ones. */
  public static void serve(FakeNode node, long head, long safe, long finalized) {
    node.result(
        "eth_getBlockByNumber",
        params -> {
          long height =
              switch (params.get(0).stringValue()) {
                case "latest" -> head;
                case "safe" -> safe;
                case "finalized" -> finalized;
                default -> height(params.get(0));
              };
          return height > head ? "null" : block(height);
        });
    node.result(
        "eth_getBlockByHash",
        params -> {
          for (long height = 0; height <= head; height++) {
            if (params.get(0).stringValue().equals(hash(height).toHex())) {
              return block(height);
            }
          }
          return "null";
        });
  }

  /** A height in hex. */
  public static long height(JsonNode hex) {
    return Long.parseLong(hex.stringValue().substring(2), 16);
  }

  /** A log's JSON. */
  public static String log(long height, int index, Bytes32 topic) {
    return """
        {"address":"%s","topics":["%s"],"data":"0x01","blockNumber":"0x%x","blockHash":"%s",
         "transactionHash":"%s","transactionIndex":"0x0","logIndex":"0x%x","removed":false}"""
        .formatted(CONTRACT, topic, height, hash(height), transaction(height), index);
  }

  /** The hash of the one transaction of a block. */
  public static Bytes32 transaction(long height) {
    return hash("transaction " + height);
  }

  /** A receipt's JSON. */
  public static String receipt(long height, String logs) {
    return """
        {"transactionHash":"%s","transactionIndex":"0x0","blockHash":"%s","blockNumber":"0x%x",
         "from":"0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266","to":"%s","status":"0x1",
         "gasUsed":"0x5208","effectiveGasPrice":"0x3b9aca00","logs":[%s],"contractAddress":null}"""
        .formatted(transaction(height), hash(height), height, CONTRACT, logs);
  }
}
