package dev.interlane.testkit.rpc;

import dev.interlane.chain.Inclusion;
import dev.interlane.codec.execution.ExecutionHeader;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockHeader;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.StateProof;
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

  /** The other fields of the header, so that who reads them all can hash it anew. */
  static void addHeader(Map<String, Object> fields, ExecutionHeader header) {
    fields.put("sha3Uncles", header.ommersHash().toHex());
    fields.put("miner", header.beneficiary().toString());
    fields.put("stateRoot", header.stateRoot().toHex());
    fields.put("transactionsRoot", header.transactionsRoot().toHex());
    fields.put("receiptsRoot", header.receiptsRoot().toHex());
    fields.put("difficulty", hex(header.difficulty()));
    fields.put("gasLimit", hex(header.gasLimit()));
    fields.put("gasUsed", hex(header.gasUsed()));
    fields.put("extraData", header.extraData().toHex());
    fields.put("mixHash", header.mixHash().toHex());
    fields.put("nonce", header.nonce().toHex());
    header.baseFeePerGasWei().ifPresent(fee -> fields.put("baseFeePerGas", hex(fee)));
    header.withdrawalsRoot().ifPresent(root -> fields.put("withdrawalsRoot", root.toHex()));
    header.blobGasUsed().ifPresent(gas -> fields.put("blobGasUsed", hex(gas)));
    header.excessBlobGas().ifPresent(gas -> fields.put("excessBlobGas", hex(gas)));
    header
        .parentBeaconBlockRoot()
        .ifPresent(root -> fields.put("parentBeaconBlockRoot", root.toHex()));
    header.requestsHash().ifPresent(hash -> fields.put("requestsHash", hash.toHex()));
  }

  static Map<String, Object> proof(StateProof proof) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("address", proof.account().toString());
    fields.put("accountProof", nodes(proof.accountProof()));
    fields.put("storageProof", proof.slots().stream().map(BlockJson::slot).toList());
    return fields;
  }

  private static Map<String, Object> slot(StateProof.SlotProof slot) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("key", hex(slot.slot().toUnsigned()));
    fields.put("value", hex(slot.value().toUnsigned()));
    fields.put("proof", nodes(slot.proof()));
    return fields;
  }

  private static List<String> nodes(List<Bytes> proof) {
    return proof.stream().map(Bytes::toHex).toList();
  }

  static Map<String, Object> receipt(TransactionReceipt receipt, int index) {
    Map<String, Object> fields = place(receipt.inclusion());
    fields.put("transactionIndex", hex(index));
    fields.put("type", hex(receipt.transactionType()));
    fields.put("status", receipt.succeeded() ? "0x1" : "0x0");
    fields.put("from", receipt.sender().toString());
    receipt.to().ifPresent(to -> fields.put("to", to.toString()));
    fields.put("gasUsed", hex(receipt.gasUsed()));
    fields.put("effectiveGasPrice", hex(receipt.effectiveGasPriceWei()));
    fields.put("logs", receipt.logs().stream().map(BlockJson::log).toList());
    return fields;
  }

  /** What the port asks of a transaction: the fields of its signature are left out. */
  static Map<String, Object> transaction(TransactionReceipt receipt, Bytes calldata) {
    Map<String, Object> fields = place(receipt.inclusion());
    fields.put("hash", receipt.inclusion().transaction().hash().toHex());
    fields.put("from", receipt.sender().toString());
    receipt.to().ifPresent(to -> fields.put("to", to.toString()));
    fields.put("input", calldata.toHex());
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
