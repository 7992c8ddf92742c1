package dev.interlane.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.SendOptions;
import dev.interlane.error.RefusedException;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import java.math.BigInteger;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller can get wrong: refused with the field, the value and what was expected. */
class BadInputTest {
  private static final String DEPOSIT = "deposit(address,uint256)";
  private static final EvmAddress USER =
      EvmAddress.parse("0x00000000000000000000000000000000000000cc");
  private static final ContractCall CALL = ContractCall.of(DEPOSIT, USER, 5);
  private static final Bytes32 DISPATCH =
      Keccak256.hash(Bytes.fromUtf8("Dispatch(address,uint32,bytes32,bytes)"));

  private final SimulatedNetwork network = SimulatedNetwork.create(7);
  private final MessagingClient client =
      network.client(
          RelayTransport.create(
              RelayOptions.builder().addAllDeployments(network.deployments()).build()));

  @AfterEach
  void sendsNothing() {
    network.advance(Duration.ofMinutes(5));
    assertThat(network.origin().chain().logs(DISPATCH)).isEmpty();
    network.close();
  }

  @Test
  void namesAChainItDoesNotHave() {
    AccountId elsewhere = AccountId.of(ChainId.eip155(5), USER);

    refuses(
        deposit().recipient(elsewhere).build(),
        SendOptions.none(),
        "recipient: ",
        "eip155:5",
        "[eip155:31337, eip155:31338]");
    refuses(
        deposit().sender(elsewhere).build(),
        SendOptions.none(),
        "sender: ",
        "eip155:5",
        "[eip155:31337, eip155:31338]");
  }

  @Test
  void namesASenderWithoutKey() {
    AccountId stranger = AccountId.of(network.origin().id(), USER);

    refuses(
        deposit().sender(stranger).build(),
        SendOptions.none(),
        "sender: ",
        stranger.toString(),
        network.sender().toString());
  }

  @Test
  void namesAnAddressOfAnotherVm() {
    String solana = "So11111111111111111111111111111111111111112";

    illegal(() -> AccountId.parse("eip155:31338:" + solana), solana, "0x and 40 hex digits");
    refuses(
        deposit().body(ContractCall.of(DEPOSIT, solana, 5)).build(),
        SendOptions.none(),
        "body: ",
        solana,
        "20 bytes");
    illegal(
        () -> deposit().body(ContractCall.of(DEPOSIT, network.sender(), 5)).build(),
        "Value 1",
        "of eip155:31337",
        "destination is eip155:31338");
  }

  @Test
  void namesABadChecksumAndTheRightOne() {
    String right = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    String wrong = right.replace("eAed", "eAeD");

    illegal(() -> AccountId.parse("eip155:31338:" + wrong), wrong, right);
    illegal(() -> ContractCall.of(DEPOSIT, wrong, 5), "Argument 1 of " + DEPOSIT, wrong, right);
  }

  @Test
  void countsArguments() {
    illegal(() -> ContractCall.of(DEPOSIT, USER), DEPOSIT, "takes 2", "got 1");
    illegal(() -> ContractCall.of(DEPOSIT, USER, 5, 6), DEPOSIT, "takes 2", "got 3");
  }

  @Test
  void namesAnArgumentOfAnotherType() {
    illegal(
        () -> ContractCall.of(DEPOSIT, USER, "much"),
        "Argument 2 of " + DEPOSIT,
        "uint256",
        "java.lang.String");
    illegal(
        () -> ContractCall.of(DEPOSIT, USER, 1.5), "Argument 2 of " + DEPOSIT, "java.lang.Double");
  }

  @Test
  void namesAnIntegerThatDoesNotFit() {
    illegal(
        () -> ContractCall.of(DEPOSIT, USER, BigInteger.TWO.pow(256)),
        "Argument 2 of " + DEPOSIT,
        "256 bits",
        "257 bits");
    illegal(
        () -> ContractCall.of(DEPOSIT, USER, -1), "Argument 2 of " + DEPOSIT, "0 to 2^256", "-1");
    illegal(() -> ContractCall.of("set(uint8)", 256), "Argument 1 of set(uint8)", "2^8", "256");
    illegal(() -> ContractCall.of("set(int8)", -129), "Argument 1 of set(int8)", "-129");
  }

  @Test
  void namesTheSizeOfABody() {
    MessageEnvelope large =
        MessageEnvelope.builder()
            .sender(network.sender())
            .recipient(network.destination().payloadRecipient(Security.TRUSTED_RELAYER))
            .body(Payload.of(Bytes.of(new byte[120_001])))
            .build();

    refuses(large, SendOptions.none(), "body: ", "120001 bytes", "at most 120000");
  }

  @Test
  void namesAnExpiryThatIsOver() {
    refuses(
        deposit().expiresAt(SimulatedNetwork.START.minusSeconds(1)).build(),
        SendOptions.none(),
        "expiry: ",
        "2025-12-31T23:59:59Z",
        "2026-01-01T00:00:00Z");
    illegal(() -> deposit().expiresAfter(Duration.ZERO), "Expiry", "at least one second", "PT0S");
    illegal(() -> deposit().expiresAfter(Duration.ofHours(-1)), "Expiry", "PT-1H");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE, (1L << 53) + 1})
  void namesAGasLimitThatCannotBe(long gas) {
    illegal(() -> deposit().gasLimit(gas).build(), "gasLimit", "between 1 and 2^53", "got " + gas);
  }

  @Test
  void namesACapThatCannotBe() {
    illegal(
        () -> SendOptions.builder().maxOriginFee(BigInteger.valueOf(-1)).build(),
        "maxOriginFee",
        "not be negative",
        "-1");
  }

  @Test
  void namesATransportItDoesNotHave() {
    refuses(
        deposit().build(),
        SendOptions.none().over("carrier-pigeon"),
        "transport: ",
        "'carrier-pigeon'",
        "[relay]");
    illegal(() -> network.clientBuilder().transport("carrier-pigeon"), "'carrier-pigeon'", "[");
  }

  @Test
  void namesWhatTheRecipientAcceptsInstead() {
    refuses(
        deposit().recipient(network.vault(Security.MESSAGE_ID_MULTISIG)).build(),
        SendOptions.none(),
        "recipient: ",
        "multisig");
  }

  @Test
  void namesAKeyThatCannotBe() {
    illegal(() -> SendOptions.idempotencyKey(" "), "Idempotency key", "1 to 200", "1 char");
    illegal(() -> SendOptions.idempotencyKey("k".repeat(201)), "Idempotency key", "got 201");
  }

  @Test
  void namesEveryReasonAtOnce() {
    refuses(
        deposit().sender(AccountId.of(ChainId.eip155(5), USER)).build(),
        SendOptions.none().over("carrier-pigeon"),
        "sender: ",
        "transport: ");
  }

  private MessageEnvelope.Builder deposit() {
    return MessageEnvelope.builder().sender(network.sender()).recipient(network.vault()).body(CALL);
  }

  private void refuses(MessageEnvelope envelope, SendOptions options, String... expected) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> client.send(envelope, options))
        .satisfies(refused -> assertThat(refused.getMessage()).contains(expected));
  }

  private static void illegal(ThrowingCallable call, String... expected) {
    assertThatIllegalArgumentException()
        .isThrownBy(call)
        .satisfies(refused -> assertThat(refused.getMessage()).contains(expected));
  }
}
