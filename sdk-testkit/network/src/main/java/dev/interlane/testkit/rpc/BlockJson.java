package dev.interlane.testkit.rpc;

import dev.interlane.chain.Inclusion;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockHeader;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.TransactionReceipt;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Blocks, receipts and logs in the execution API's JSON: quantities and data in hexadecimal. */
final class BlockJson {
  private BlockJson() {}

  static Map<String, Object> block(BlockHeader header, List<TransactionReceipt> receipts) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", hex(header.block().height()));
    fields.put("hash", header.block().hash().toHex());
    fields.put("parentHash", header.parentHash().toHex());
    fields.put("timestamp", hex(header.timestamp().getEpochSecond()));
    fields.put("logsBloom", header.logsBloom().toHex());
    fields.put(
        "transactions",
        receipts.stream()
            .map(receipt -> receipt.inclusion().transaction().hash().toHex())
            .toList());
    return fields;
  }

  static Map<String, Object> receipt(TransactionReceipt receipt, int index) {
    Map<String, Object> fields = place(receipt.inclusion());
    fields.put("transactionIndex", hex(index));
    fields.put("status", receipt.succeeded() ? "0x1" : "0x0");
    fields.put("from", receipt.sender().toString());
    receipt.to().ifPresent(to -> fields.put("to", to.toString()));
    fields.put("gasUsed", hex(receipt.gasUsed()));
    fields.put("effectiveGasPrice", hex(receipt.effectiveGasPriceWei()));
    fields.put("logs", receipt.logs().stream().map(BlockJson::log).toList());
    return fields;
  }

  static Map<String, Object> log(ChainLog log) {
    Map<String, Object> fields = place(log.inclusion());
    fields.put("address", log.emitter().toString());
    fields.put("topics", log.topics().stream().map(Bytes32::toHex).toList());
    fields.put("data", log.data().toHex());
    fields.put("logIndex", hex(log.logIndex()));
    fields.put("removed", false);
    return fields;
  }

  private static Map<String, Object> place(Inclusion inclusion) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("transactionHash", inclusion.transaction().hash().toHex());
    fields.put("blockNumber", hex(inclusion.block().height()));
    fields.put("blockHash", inclusion.block().hash().toHex());
    return fields;
  }

  static String hex(long quantity) {
    return "0x" + Long.toHexString(quantity);
  }

  static String hex(BigInteger quantity) {
    return "0x" + quantity.toString(16);
  }
}
