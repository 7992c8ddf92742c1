package dev.interlane.evm.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.error.SigningException;
import dev.interlane.evm.transaction.Eip1559Transaction;
import dev.interlane.evm.transaction.SignedTransaction;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.Signature;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Web3SignerSignerTest {
  private static final String SECRET =
      "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
  private static final String OTHER_SECRET =
      "59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
  private static final EvmAddress ACCOUNT = InMemorySigner.fromHex(SECRET).address();
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Bytes PAYLOAD = Bytes.fromUtf8("a transaction");

  private final StubWeb3Signer service = new StubWeb3Signer(OTHER_SECRET, SECRET);

  @BeforeEach
  void start() {
    service.start();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void signsATransactionAsTheKeyItselfWould() {
    Eip1559Transaction transaction =
        Eip1559Transaction.builder()
            .chain(ChainId.eip155(31337))
            .accountNonce(7)
            .maxFeePerGasWei(BigInteger.TEN)
            .maxPriorityFeePerGasWei(BigInteger.ONE)
            .gasLimit(21_000)
            .to(ACCOUNT)
            .build();

    try (Web3SignerSigner signer = connect()) {
      SignedTransaction signed = transaction.sign(signer);

      assertThat(signed.sender()).isEqualTo(ACCOUNT);
      assertThat(signed).isEqualTo(transaction.sign(InMemorySigner.fromHex(SECRET)));
    }
    assertThat(service.received()).containsExactly(transaction.unsignedBytes());
  }

  @Test
  void refusesDigests() {
    try (Web3SignerSigner signer = connect()) {
      assertThatThrownBy(() -> signer.sign(Bytes32.ZERO))
          .isInstanceOf(SigningException.class)
          .hasMessageContaining("signs no digests");
    }
    assertThat(service.received()).isEmpty();
  }

  @Test
  void refusesTheSignatureOfAnotherKey() {
    try (Web3SignerSigner signer = connect()) {
      service.answers(payload -> rsv(OTHER_SECRET, payload));

      assertThatThrownBy(() -> signer.signPayload(PAYLOAD))
          .isInstanceOf(SigningException.class)
          .hasMessageContaining("expected a low-s signature of " + ACCOUNT);
    }
  }

  @Test
  void refusesTheSignatureOfAnotherPayload() {
    try (Web3SignerSigner signer = connect()) {
      service.answers(payload -> rsv(SECRET, Bytes.concat(payload, payload)));

      assertThatThrownBy(() -> signer.signPayload(PAYLOAD)).isInstanceOf(SigningException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0x", "0x00", "no", "null", "{\"signature\": \"0x00\"}"})
  void refusesWhatIsNoSignature(String answer) {
    try (Web3SignerSigner signer = connect()) {
      service.answers(payload -> answer);

      assertThatThrownBy(() -> signer.signPayload(PAYLOAD))
          .isInstanceOf(SigningException.class)
          .hasMessageContaining("nonsense");
    }
  }

  @Test
  void saysThatTheServiceLostTheKey() {
    try (Web3SignerSigner signer = connect()) {
      service.fails(404);

      assertThatThrownBy(() -> signer.signPayload(PAYLOAD))
          .isInstanceOf(SigningException.class)
          .hasMessageContaining("HTTP status 404");
    }
  }

  @Test
  void refusesAnAccountWithoutKey() {
    EvmAddress stranger = InMemorySigner.fromHex("11".repeat(32)).address();

    assertThatThrownBy(() -> Web3SignerSigner.connect(service.url(), stranger, TIMEOUT))
        .isInstanceOf(SigningException.class)
        .hasMessageContaining("has no key of " + stranger + "; it has 2 keys");
  }

  @Test
  void saysThatNobodyListens() {
    URI url = service.url();
    service.close();

    assertThatThrownBy(() -> Web3SignerSigner.connect(url, ACCOUNT, TIMEOUT))
        .isInstanceOf(SigningException.class)
        .hasMessageContaining("did not answer");
  }

  @Test
  void showsOfTheUrlOnlyHostAndPort() {
    try (Web3SignerSigner signer = connect()) {
      assertThat(signer.toString())
          .isEqualTo("signer " + ACCOUNT + " at localhost:" + service.url().getPort());
    }
  }

  private Web3SignerSigner connect() {
    return Web3SignerSigner.connect(service.url(), ACCOUNT, TIMEOUT);
  }

  private static String rsv(String secret, Bytes payload) {
    Signature signature = InMemorySigner.fromHex(secret).sign(Keccak256.hash(payload));
    return signature.toRsv().toHex();
  }
}
