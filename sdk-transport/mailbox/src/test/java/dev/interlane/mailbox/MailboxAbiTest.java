package dev.interlane.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.codec.evm.AbiEvent;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MailboxAbiTest {
  private static final JsonNode CONSTANTS = HyperlaneVectors.file("constants.json");

  @Test
  void hasTheSelectorsOfTheContracts() {
    for (AbiFunction function :
        List.of(
            MailboxAbi.DISPATCH,
            MailboxAbi.DISPATCH_WITH_METADATA,
            MailboxAbi.QUOTE_DISPATCH,
            MailboxAbi.QUOTE_DISPATCH_WITH_METADATA,
            MailboxAbi.PROCESS,
            MailboxAbi.DELIVERED,
            MailboxAbi.RECIPIENT_ISM,
            MailboxAbi.LOCAL_DOMAIN,
            MailboxAbi.MODULE_TYPE,
            MailboxAbi.VALIDATORS_AND_THRESHOLD,
            MailboxAbi.MODULES_AND_THRESHOLD,
            MailboxAbi.ROUTE,
            MailboxAbi.COUNT,
            MailboxAbi.LATEST_CHECKPOINT)) {
      assertThat(function.selector())
          .as(function.toString())
          .isEqualTo(
              Bytes.fromHex(CONSTANTS.get("functions").get(function.toString()).stringValue()));
    }
  }

  @Test
  void hasTheTopicsOfTheContracts() {
    for (AbiEvent event :
        List.of(MailboxAbi.DISPATCHED, MailboxAbi.PROCESS_ID, MailboxAbi.INSERTED_INTO_TREE)) {
      assertThat(event.topic0())
          .as(event.toString())
          .isEqualTo(Bytes32.fromHex(CONSTANTS.get("events").get(event.toString()).stringValue()));
    }
  }

  @Test
  void callsDispatchAsTheContractWasCalled() {
    HyperlaneVectors.cases("messages.json")
        .filter(vector -> vector.has("overload") && vector.get("overload").intValue() == 3)
        .filter(vector -> vector.has("message") && vector.get("message").isString())
        .filter(vector -> vector.get("calldata").isString())
        .forEach(
            vector -> {
              HyperlaneMessage message = HyperlaneMessage.decode(vector.bytes("message"));
              assertThat(
                      MailboxAbi.DISPATCH.encodeCall(
                          message.recipient().domain(),
                          message.recipient().account(),
                          message.body()))
                  .isEqualTo(vector.bytes("calldata"));
            });
  }
}
