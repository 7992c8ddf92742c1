package dev.interlane.vectors.hyperlane;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.value.Value;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorFile;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Delivers again on the simulated destination what was delivered on the real one, and compares. One
 * destination serves a file. A rate limited ISM logs the time, which is another one here: of that
 * log the rest is compared.
 */
final class DeliveryCheck {
  private static final AbiFunction PROCESSOR =
      AbiFunction.parse("processor(bytes32) returns (address)");
  private static final AbiFunction PROCESSED_AT =
      AbiFunction.parse("processedAt(bytes32) returns (uint48)");

  private final VectorFile file;
  private @Nullable RecordedNetwork destination;

  DeliveryCheck(VectorFile file) {
    this.file = file;
  }

  void check(JsonNode vector) {
    if (!vector.hasNonNull("process")) {
      return;
    }
    JsonNode process = vector.get("process");
    if (Recorded.isFull(vector, "message") && Recorded.isFull(process, "calldata")) {
      Expect.equal(
          "call of process",
          Recorded.bytes(process, "calldata"),
          MailboxAbi.PROCESS.encodeCall(
              Recorded.bytes(vector, "metadata"), Recorded.bytes(vector, "message")));
    }
    if (Recorded.isFull(process, "calldata")) {
      deliver(vector, process);
    }
  }

  private void deliver(JsonNode vector, JsonNode process) {
    RecordedNetwork network = destination();
    EvmAddress processor = Recorded.address(process, "processor");

    TransactionReceipt receipt =
        network.send(
            processor, Recorded.wei(process, "value"), Recorded.bytes(process, "calldata"));

    Expect.that("a delivery that succeeds", receipt.succeeded());
    Recorded.requireLogs(untimed(network, process.required("logs")), untimed(network, receipt));
    Bytes32 id = Recorded.word(vector, "id");
    Expect.equal("delivered", List.of(Value.Bool.TRUE), view(MailboxAbi.DELIVERED, id));
    Expect.equal(
        "processor",
        Bytes.concat(processor.toWord().toBytes()),
        network.view(network.mailbox(), PROCESSOR.encodeCall(id)));
    Expect.equal(
        "processed at",
        List.of(Value.Int.of(receipt.inclusion().block().height())),
        view(PROCESSED_AT, id));
  }

  /** The level that is left, without the time. */
  private static JsonNode untimed(RecordedNetwork network, JsonNode logs) {
    ArrayNode copy = ((ArrayNode) logs).deepCopy();
    for (JsonNode log : copy) {
      if (Recorded.address(log, "address").equals(network.at("rateLimitedIsm"))) {
        Bytes level = Recorded.bytes(log, "data").slice(0, Bytes32.LENGTH_BYTES);
        ((ObjectNode) log).put("data", level.toHex());
      }
    }
    return copy;
  }

  private static List<ChainLog> untimed(RecordedNetwork network, TransactionReceipt receipt) {
    return receipt.logs().stream()
        .map(
            log ->
                log.emitter().equals(network.at("rateLimitedIsm"))
                    ? new ChainLog(
                        log.emitter(),
                        log.topics(),
                        log.data().slice(0, Bytes32.LENGTH_BYTES),
                        log.inclusion(),
                        log.logIndex())
                    : log)
        .toList();
  }

  private List<Value> view(AbiFunction function, Bytes32 id) {
    RecordedNetwork network = destination();
    return function.decodeReturn(network.view(network.mailbox(), function.encodeCall(id)));
  }

  private RecordedNetwork destination() {
    RecordedNetwork there = destination;
    if (there == null) {
      there = RecordedNetwork.destination(file);
      destination = there;
    }
    return there;
  }
}
