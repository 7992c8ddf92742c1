package dev.interlane.vectors.hyperlane;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.value.Value;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorFile;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Delivers again on the simulated destination what was delivered on the real one, and compares. One
 * destination serves a file. A rate limited ISM is not simulated; of its cases the call alone is
 * compared.
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
    if (Recorded.isFull(process, "calldata") && !isRateLimited(vector)) {
      deliver(vector, process);
    }
  }

  static boolean isRateLimited(JsonNode vector) {
    return vector.required("name").stringValue().startsWith("RateLimitedIsm");
  }

  private void deliver(JsonNode vector, JsonNode process) {
    RecordedNetwork network = destination();
    EvmAddress processor = Recorded.address(process, "processor");

    TransactionReceipt receipt =
        network.send(
            processor, Recorded.wei(process, "value"), Recorded.bytes(process, "calldata"));

    Expect.that("a delivery that succeeds", receipt.succeeded());
    Recorded.requireLogs(process.required("logs"), receipt.logs());
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
