package dev.interlane.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.TransactionReceipt;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ProcessRecordingTest {
  private static final Bytes PROCESS = Abi.selector("process(bytes,bytes)");

  private final RecordedNetwork network = RecordedNetwork.destination();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trusted_relayer",
        "multisig_message_id",
        "multisig_merkle_root",
        "aggregation_routing_ratelimit"
      })
  void processesEveryRecordedDeliveryWithTheSameLogs(String file) {
    int processed = 0;
    for (JsonNode recorded : Recording.cases(file)) {
      String name = recorded.get("name").asString();
      if (name.startsWith("RateLimitedIsm")) {
        continue;
      }
      JsonNode process = recorded.get("process");
      EvmAddress processor = Recording.address(process.get("processor"));
      BigInteger value =
          process.has("value") ? new BigInteger(process.get("value").asString()) : BigInteger.ZERO;

      TransactionReceipt receipt =
          network.send(processor, value, Recording.hex(process.get("calldata")));

      assertThat(receipt.succeeded()).as(name).isTrue();
      List<JsonNode> logs = Recording.list(process.get("logs"));
      assertThat(receipt.logs()).as(name).hasSize(logs.size());
      for (int i = 0; i < logs.size(); i++) {
        DispatchRecordingTest.requireEqual(name, receipt.logs().get(i), logs.get(i));
      }
      Bytes32 id = Bytes32.of(Recording.hex(recorded.get("id")));
      assertThat(view("delivered(bytes32)", id)).as(name).isEqualTo(Abi.word(true));
      assertThat(view("processor(bytes32)", id)).as(name).isEqualTo(processor.toWord());
      assertThat(view("processedAt(bytes32)", id))
          .as(name)
          .isEqualTo(Abi.word(receipt.inclusion().block().height()));
      processed++;
    }
    assertThat(processed).isPositive();
  }

  @Test
  void refusesWhatTheRealContractsRefuseWithTheSameRevertData() {
    int refused = 0;
    for (JsonNode recorded : Recording.cases("negative_process")) {
      String name = recorded.get("name").asString();
      if (name.startsWith("RateLimitedIsm")) {
        continue;
      }
      CallResult result = simulate(recorded);

      if (recorded.get("ok").asBoolean()) {
        assertThat(result).as(name).isEqualTo(new CallResult.Returned(Bytes.EMPTY));
      } else {
        assertThat(result)
            .as(name)
            .isEqualTo(new CallResult.Reverted(Recording.hex(recorded.get("revertData"))));
        refused++;
      }
    }
    assertThat(refused).isEqualTo(32);
  }

  private CallResult simulate(JsonNode recorded) {
    String name = recorded.get("name").asString();
    EvmAddress processor = Recording.address(recorded.get("processor"));
    Bytes call =
        Bytes.concat(
            PROCESS,
            Abi.dynamic(
                Recording.hex(recorded.get("metadata")), Recording.hex(recorded.get("message"))));
    if (name.equals("second delivery")) {
      assertThat(network.send(processor, BigInteger.ZERO, call).succeeded()).isTrue();
    }
    if (name.equals("paused ISM")) {
      network.chain.store(network.at("pausableIsm"), Bytes32.ZERO, Abi.word(true));
    }
    return network.call(processor, network.mailbox, BigInteger.ZERO, call);
  }

  private Bytes32 view(String function, Bytes32 argument) {
    CallResult result =
        network.chain.call(
            CallRequest.view(
                network.mailbox, Bytes.concat(Abi.selector(function), argument.toBytes())),
            BlockSelector.LATEST);
    return Bytes32.of(((CallResult.Returned) result).data());
  }
}
