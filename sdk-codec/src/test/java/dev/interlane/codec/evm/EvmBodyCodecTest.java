package dev.interlane.codec.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.AccountId;
import dev.interlane.error.Refusal;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageBody;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.BodyCodec;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class EvmBodyCodecTest {
  private static final AccountId VAULT =
      AccountId.parse("eip155:42161:0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb");
  private static final AccountId PROGRAM =
      AccountId.parse(
          "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA");

  private final EvmBodyCodec codec = new EvmBodyCodec();

  @Test
  void isFoundByItsNamespace() {
    assertThat(ServiceLoader.load(BodyCodec.class))
        .anySatisfy(
            found -> {
              assertThat(found).isInstanceOf(EvmBodyCodec.class);
              assertThat(found.namespace()).isEqualTo("eip155");
            });
  }

  @Test
  void encodesACallAsCalldata() {
    ContractCall call = ContractCall.of("deposit(address,uint256)", VAULT, 5);

    Bytes encoded = codec.encode(call, VAULT);

    AbiFunction deposit = AbiFunction.parse("deposit(address,uint256)");
    assertThat(encoded).isEqualTo(deposit.encodeCall(VAULT.evmAddress(), 5));
    assertThat(deposit.decodeCall(encoded)).isEqualTo(call.arguments());
    assertThat(codec.encode(call, VAULT)).isEqualTo(encoded);
  }

  @Test
  void encodesAPayloadByItsTypesAndLeavesRawBytes() {
    Bytes raw = Bytes.fromHex("0x0102");

    assertThat(codec.encode(Payload.of(raw), VAULT)).isEqualTo(raw);
    assertThat(codec.encode(Payload.typed("(uint8,string)", 7, "seven"), VAULT))
        .isEqualTo(AbiCodec.parse("(uint8,string)").encode(7, "seven"));
  }

  @Test
  void refusesWhatTheEvmLacks() {
    assertRefused(ContractCall.of("vote(option<uint8>)", Optional.of(3)), VAULT, "options");
    assertRefused(ContractCall.of("pay(address)", PROGRAM), VAULT, "20 bytes");
    assertRefused(
        ContractCall.of("payAll((uint8,address)[])", List.of(List.of(1, PROGRAM))),
        VAULT,
        "[0][0][1]");
    assertRefused(ContractCall.of("pay(uint8)", 1), PROGRAM, "eip155");
  }

  private void assertRefused(MessageBody body, AccountId recipient, String reason) {
    assertThat(codec.check(body, recipient))
        .singleElement()
        .extracting(Refusal::toString)
        .asString()
        .contains(reason);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode(body, recipient))
        .withMessageContaining(reason);
  }
}
