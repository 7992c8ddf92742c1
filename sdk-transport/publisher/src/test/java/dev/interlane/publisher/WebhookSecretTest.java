package dev.interlane.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.primitive.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTest {
  private static final String TEXT = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long TIMESTAMP = 1_614_265_330;
  private static final Bytes BODY = Bytes.fromUtf8("{\"test\": 2432232314}");

  /** The vector that the libraries of Standard Webhooks are tested with. */
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private final WebhookSecret secret = WebhookSecret.parse(TEXT);

  @Test
  void signsAsStandardWebhooksDoes() {
    assertThat(secret.sign(ID, TIMESTAMP, BODY)).isEqualTo(SIGNATURE);
  }

  @Test
  void verifiesItsOwnSignatureAmongOthersAndNothingElse() {
    WebhookSecret other = WebhookSecret.of(Bytes.of(new byte[WebhookSecret.MIN_BYTES]));
    String both = other.sign(ID, TIMESTAMP, BODY) + " " + SIGNATURE;

    assertThat(secret.verifies(both, ID, TIMESTAMP, BODY)).isTrue();
    assertThat(other.verifies(SIGNATURE, ID, TIMESTAMP, BODY)).isFalse();
    assertThat(secret.verifies(SIGNATURE, ID + "x", TIMESTAMP, BODY)).isFalse();
    assertThat(secret.verifies(SIGNATURE, ID, TIMESTAMP + 1, BODY)).isFalse();
    assertThat(secret.verifies(SIGNATURE, ID, TIMESTAMP, Bytes.fromUtf8("{}"))).isFalse();
    assertThat(secret.verifies("", ID, TIMESTAMP, BODY)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_MfKQ", "whsec_not!base64"})
  void refusesWhatIsNoSecretAndDoesNotQuoteIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookSecret.parse(text))
        .withMessageContaining("whsec_")
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(text.substring(6)));
  }

  @Test
  void neverShowsItself() {
    assertThat(secret).hasToString("WebhookSecret[hidden]");
  }
}
