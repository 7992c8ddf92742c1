package dev.interlane.vectors.hyperlane;

import dev.interlane.chain.EvmAddress;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.CallResult;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorCase;
import dev.interlane.vectors.VectorFile;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Deliveries that the contracts refused, with their revert data, and controls that they took. */
public final class RefusedDeliveryVectors extends HyperlaneFormat {
  /** For {@link java.util.ServiceLoader}. */
  public RefusedDeliveryVectors() {
    super("refused deliveries", "hyperlane", Set.of("negative_process.json"));
  }

  @Override
  public List<VectorCase> cases(VectorFile file) {
    return file.list("cases").stream().map(each -> vectorCase(file, each)).toList();
  }

  private static VectorCase vectorCase(VectorFile file, JsonNode vector) {
    String name = vector.required("name").stringValue();
    return new VectorCase(name, () -> check(file, name, vector));
  }

  private static void check(VectorFile file, String name, JsonNode vector) {
    RecordedNetwork network = RecordedNetwork.destination(file);
    EvmAddress processor = Recorded.address(vector, "processor");
    Bytes call =
        MailboxAbi.PROCESS.encodeCall(
            Recorded.bytes(vector, "metadata"), Recorded.bytes(vector, "message"));
    if (name.equals("second delivery")) {
      Expect.that(
          "a first delivery that succeeds",
          network.send(processor, BigInteger.ZERO, call).succeeded());
    }
    if (name.equals("paused ISM")) {
      Bytes32 isPaused = Bytes32.ofUnsigned(BigInteger.ONE);
      network.chain().store(network.at("pausableIsm"), Bytes32.ZERO, isPaused);
    }
    CallResult expected =
        vector.required("ok").booleanValue()
            ? new CallResult.Returned(Bytes.EMPTY)
            : new CallResult.Reverted(Recorded.bytes(vector, "revertData"));
    Expect.equal(
        "result", expected, network.call(processor, network.mailbox(), BigInteger.ZERO, call));
  }
}
