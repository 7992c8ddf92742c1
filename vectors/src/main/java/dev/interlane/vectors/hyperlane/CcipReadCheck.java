package dev.interlane.vectors.hyperlane;

import dev.interlane.chain.EvmAddress;
import dev.interlane.mailbox.HyperlaneMessage;
import dev.interlane.mailbox.IsmDiscovery;
import dev.interlane.mailbox.IsmNode;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.value.Value;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorFile;
import java.math.BigInteger;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A module that asks for a lookup off the chain: its question, our reading of it, the delivery. */
final class CcipReadCheck {
  private CcipReadCheck() {}

  static void check(VectorFile file) {
    JsonNode vector = file.content();
    MessageVectors.checkMessage(vector);
    HyperlaneMessage message = HyperlaneMessage.decode(Recorded.bytes(vector, "message"));
    RecordedNetwork network = RecordedNetwork.destination(file);
    EvmAddress ism = Recorded.address(vector, "ism");
    Bytes question = MailboxAbi.OFFCHAIN_VERIFY_INFO.encodeCall(message.bytes());
    JsonNode decoded = vector.required("decoded");
    List<String> urls = decoded.required("urls").valueStream().map(JsonNode::stringValue).toList();
    Bytes callData = Recorded.bytes(decoded, "callData");

    Expect.equal("question", Recorded.bytes(vector, "getOffchainVerifyInfoCalldata"), question);
    Expect.equal(
        "answer",
        new CallResult.Reverted(Recorded.bytes(vector, "revertData")),
        network.call(EvmAddress.ZERO, ism, BigInteger.ZERO, question));
    List<Value> lookup = MailboxAbi.OFFCHAIN_LOOKUP.decode(Recorded.bytes(vector, "revertData"));
    Expect.equal("sender", Recorded.address(decoded, "sender"), lookup.get(0).asEvmAddress());
    Expect.equal("extra data", Recorded.bytes(decoded, "extraData"), lookup.get(4).asBytes());
    Expect.equal(
        "what is found",
        new IsmNode.CcipRead(ism, urls, callData),
        IsmDiscovery.of(network.chain(), network.mailbox()).discover(message));

    JsonNode process = vector.required("process");
    TransactionReceipt receipt =
        network.send(
            Recorded.address(process, "processor"),
            BigInteger.ZERO,
            Recorded.bytes(process, "calldata"));
    Expect.that("a delivery that succeeds", receipt.succeeded());
    Recorded.requireLogs(process.required("logs"), receipt.logs());
  }
}
