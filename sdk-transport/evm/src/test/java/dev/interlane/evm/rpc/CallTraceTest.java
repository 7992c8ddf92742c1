package dev.interlane.evm.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.evm.FakeNode;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.CallRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallTraceTest {
  private static final String MAILBOX = "0x00000000000000000000000000000000000000aa";
  private static final String RECIPIENT = "0x00000000000000000000000000000000000000bb";
  private static final CallRequest CALL =
      CallRequest.view(EvmAddress.parse(MAILBOX), Bytes.fromHex("12345678"));

  private final FakeNode node = new FakeNode();
  private JsonRpcChainPort port;

  @BeforeEach
  void connect() {
    port =
        JsonRpcChainPort.connect(
            ChainId.eip155(31337), List.of(node.url()), JsonRpcOptions.defaults());
  }

  @AfterEach
  void close() {
    port.close();
    node.close();
  }

  @Test
  void namesWhatEndedTheInnermostCallThatFailed() {
    node.result(
        "debug_traceCall",
        """
        {"to": "%s", "error": "execution reverted", "calls": [
          {"to": "%s", "error": "out of gas in a call that was caught"},
          {"to": "%s", "error": "execution reverted", "calls": [
            {"to": "%s"},
            {"to": "%s", "error": "out of gas"}]}]}
        """
            .formatted(MAILBOX, MAILBOX, MAILBOX, MAILBOX, RECIPIENT));

    assertThat(port.haltOf(CALL)).contains("out of gas in " + EvmAddress.parse(RECIPIENT));
  }

  @Test
  void aRevertIsNoHalt() {
    node.result(
        "debug_traceCall",
        """
        {"to": "%s", "error": "execution reverted", "calls": [{"to": "%s"}]}
        """
            .formatted(MAILBOX, RECIPIENT));

    assertThat(port.haltOf(CALL)).isEmpty();
  }

  @Test
  void aNodeWithoutTracesIsNotAskedAgain() {
    assertThat(port.haltOf(CALL)).isEmpty();
    assertThat(port.haltOf(CALL)).isEmpty();
    assertThat(node.calls("debug_traceCall")).hasSize(1);
  }
}
