package dev.interlane.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.AccountId;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractCallTest {
  private static final String ADDRESS = "0xab16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb";
  private static final AccountId BACKEND = AccountId.parse("eip155:1:" + ADDRESS);
  private static final AccountId VAULT = AccountId.parse("eip155:10:" + ADDRESS);

  @Test
  void holdsOneValuePerParameter() {
    ContractCall call = ContractCall.of("deposit(address user, uint amount)", ADDRESS, 5);

    assertThat(call.function()).hasToString("deposit(address,uint256)");
    assertThat(call.arguments())
        .containsExactly(Value.Address.of(Bytes.fromHex(ADDRESS)), Value.Int.of(5));
    assertThat(call.route()).isEqualTo(CallRoute.CALL_RECIPIENT);
    assertThat(call.by(CallRoute.SENDER_ACCOUNT).route()).isEqualTo(CallRoute.SENDER_ACCOUNT);
  }

  @Test
  void refusesWrongCountAndWrongValues() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContractCall.of("deposit(address,uint256)", ADDRESS))
        .withMessage("deposit(address,uint256) takes 2 arguments, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContractCall.of("deposit(address,uint256)", ADDRESS, -1))
        .withMessageContaining("Argument 2")
        .withMessageContaining("-1");
  }

  @Test
  void readsACallFromACommandLine() {
    assertThat(ContractCall.parse("deposit(address,uint256)", List.of(ADDRESS, "5")))
        .isEqualTo(ContractCall.of("deposit(address,uint256)", ADDRESS, 5));
  }

  @Test
  void anEnvelopeRefusesAnAccountOfAnotherChain() {
    MessageEnvelope.Builder envelope = MessageEnvelope.builder().sender(BACKEND).recipient(VAULT);

    assertThat(envelope.body(ContractCall.of("pay(address)", VAULT)).build().recipient())
        .isEqualTo(VAULT);
    assertThat(envelope.body(ContractCall.of("pay(address)", ADDRESS)).build().body()).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> envelope.body(ContractCall.of("pay(address)", BACKEND)).build())
        .withMessageContaining("of eip155:1")
        .withMessageContaining("destination is eip155:10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> envelope.body(Payload.typed("(address[])", List.of(BACKEND))).build())
        .withMessageContaining("destination is eip155:10");
  }

  @Test
  void aPayloadIsTypedOrRaw() {
    assertThat(Payload.typed("(uint8,bool)", 1, true).values()).hasSize(2);
    assertThat(Payload.of(Bytes.fromHex("0x01")).types()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Payload.typed("uint8", 1))
        .withMessageContaining("in parentheses");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Payload.typed("(uint8)", 256))
        .withMessageContaining("uint8");
  }
}
