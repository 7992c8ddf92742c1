package dev.interlane.vectors.execution;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.execution.ExecutionHeader;
import dev.interlane.codec.execution.ProvenAccount;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.vectors.Expect;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What nodes answer, read from recordings. */
final class NodeJson {
  private NodeJson() {}

  static Bytes bytes(JsonNode node, String field) {
    return Bytes.fromHex(node.required(field).stringValue());
  }

  static Bytes32 word(JsonNode node, String field) {
    return Bytes32.of(bytes(node, field));
  }

  static EvmAddress address(JsonNode node, String field) {
    return EvmAddress.of(bytes(node, field));
  }

  static BigInteger quantity(JsonNode node, String field) {
    return new BigInteger(node.required(field).stringValue().substring(2), 16);
  }

  static long number(JsonNode node, String field) {
    return quantity(node, field).longValueExact();
  }

  static List<Bytes> nodes(JsonNode list) {
    return list.valueStream().map(node -> Bytes.fromHex(node.stringValue())).toList();
  }

  /** The header of a block as {@code eth_getBlockByHash} gives it. */
  static ExecutionHeader header(JsonNode block) {
    ExecutionHeader.Builder header =
        ExecutionHeader.builder()
            .parentHash(word(block, "parentHash"))
            .ommersHash(word(block, "sha3Uncles"))
            .beneficiary(address(block, "miner"))
            .stateRoot(word(block, "stateRoot"))
            .transactionsRoot(word(block, "transactionsRoot"))
            .receiptsRoot(word(block, "receiptsRoot"))
            .logsBloom(bytes(block, "logsBloom"))
            .difficulty(quantity(block, "difficulty"))
            .height(number(block, "number"))
            .gasLimit(number(block, "gasLimit"))
            .gasUsed(number(block, "gasUsed"))
            .timestampSeconds(number(block, "timestamp"))
            .extraData(bytes(block, "extraData"))
            .mixHash(word(block, "mixHash"))
            .nonce(bytes(block, "nonce"));
    if (block.has("baseFeePerGas")) {
      header.baseFeePerGasWei(quantity(block, "baseFeePerGas"));
    }
    if (block.has("withdrawalsRoot")) {
      header.withdrawalsRoot(word(block, "withdrawalsRoot"));
    }
    if (block.has("blobGasUsed")) {
      header
          .blobGasUsed(number(block, "blobGasUsed"))
          .excessBlobGas(number(block, "excessBlobGas"))
          .parentBeaconBlockRoot(word(block, "parentBeaconBlockRoot"));
    }
    if (block.has("requestsHash")) {
      header.requestsHash(word(block, "requestsHash"));
    }
    return header.build();
  }

  /** The account's storage root, proven under the state root, is the one that is told. */
  static void checkAccount(
      Bytes32 stateRoot, EvmAddress address, List<Bytes> proof, Bytes32 storageRoot) {
    Expect.equal(
        "storage root",
        Optional.of(storageRoot),
        ProvenAccount.account(stateRoot, address, proof).map(account -> account.storageRoot()));
  }

  /** The word in the slot, proven under the storage root, is the one that is told. */
  static void checkSlot(Bytes32 storageRoot, Bytes32 slot, List<Bytes> proof, BigInteger word) {
    Expect.equal("word", Bytes32.ofUnsigned(word), ProvenAccount.word(storageRoot, slot, proof));
  }
}
