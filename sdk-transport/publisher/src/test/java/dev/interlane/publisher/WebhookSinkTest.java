package dev.interlane.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.primitive.Bytes;
import dev.interlane.publisher.SinkAnswer.Accepted;
import dev.interlane.publisher.SinkAnswer.Refused;
import dev.interlane.publisher.SinkAnswer.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A receiver on the loopback interface, and what is made of its answers. */
class WebhookSinkTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final WebhookSecret OLD = WebhookSecret.of(Bytes.of(new byte[32]));
  private static final WebhookSecret NEW =
      WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  private final MockWebServer receiver = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void postsJsonThatIsSignedByEverySecret() throws InterruptedException {
    receiver.enqueue(new MockResponse.Builder().code(204).build());
    Publication publication = Publications.at(7);

    assertThat(ask(publication)).isInstanceOf(Accepted.class);

    RecordedRequest request = receiver.takeRequest();
    Bytes body = Bytes.of(Objects.requireNonNull(request.getBody()).toByteArray());
    String id = publication.receipt().id() + "-7";
    String signatures = header(request, "webhook-signature");
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(header(request, "webhook-id")).isEqualTo(id);
    assertThat(header(request, "Idempotency-Key")).isEqualTo(id);
    assertThat(header(request, "Content-Type")).startsWith("application/json");
    assertThat(header(request, "webhook-timestamp")).isEqualTo("" + NOW.getEpochSecond());
    assertThat(OLD.verifies(signatures, id, NOW.getEpochSecond(), body)).isTrue();
    assertThat(NEW.verifies(signatures, id, NOW.getEpochSecond(), body)).isTrue();
    assertThat(new String(body.toArray(), StandardCharsets.UTF_8))
        .startsWith("{\"type\":\"interlane.receipt\",\"key\":\"" + id + "\",\"position\":7,")
        .contains("\"transport\":\"relay\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 410, 413, 422, 304})
  void aReceiverThatDoesNotWantItRefuses(int code) {
    receiver.enqueue(new MockResponse.Builder().code(code).build());

    assertThat(ask(Publications.at(1)))
        .isEqualTo(new Refused(receiver.getHostName() + " answered " + code));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void aReceiverThatCannotNowIsAskedAgain(int code) {
    receiver.enqueue(new MockResponse.Builder().code(code).build());

    assertThat(ask(Publications.at(1)))
        .isEqualTo(new Unavailable(receiver.getHostName() + " answered " + code, Optional.empty()));
  }

  @Test
  void followsNoRedirect() {
    receiver.enqueue(
        new MockResponse.Builder()
            .code(307)
            .addHeader("Location", receiver.url("/elsewhere"))
            .build());

    assertThat(ask(Publications.at(1))).isInstanceOf(Refused.class);
    assertThat(receiver.getRequestCount()).isOne();
  }

  @Test
  void waitsAsLongAsTheReceiverAsksForUpToAnHour() {
    assertThat(retryAfter("17")).contains(Duration.ofSeconds(17));
    assertThat(retryAfter("Thu, 01 Jan 2026 00:02:00 GMT")).contains(Duration.ofMinutes(2));
    assertThat(retryAfter("999999999")).contains(Duration.ofHours(1));
    assertThat(retryAfter("Wed, 31 Dec 2025 00:00:00 GMT")).isEmpty();
    assertThat(retryAfter("soon")).isEmpty();
    assertThat(retryAfter("-1")).isEmpty();
  }

  @Test
  void aBrokenConnectionAndAReceiverThatIsSilentAreAskedAgain() {
    receiver.enqueue(
        new MockResponse.Builder().onRequestStart(new SocketEffect.CloseSocket()).build());
    receiver.enqueue(
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());

    assertThat(ask(Publications.at(1))).isInstanceOf(Unavailable.class);
    assertThat(ask(Publications.at(1), Duration.ofMillis(100)))
        .isEqualTo(
            new Unavailable(
                "no answer from " + receiver.getHostName() + " within PT0.1S", Optional.empty()));
  }

  @Test
  void refusesOptionsThatCannotWork() {
    WebhookOptions.Builder signed = WebhookOptions.builder().addSecrets(NEW);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> signed.url(URI.create("ftp://host/")).build())
        .withMessageContaining("http or https");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> signed.url(URI.create("https://user:word@host/")).build())
        .withMessageNotContaining("word@");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookOptions.builder().url(URI.create("https://host/")).build())
        .withMessageContaining("secret");
  }

  private Optional<Duration> retryAfter(String text) {
    receiver.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", text).build());
    return ask(Publications.at(1)) instanceof Unavailable later
        ? later.retryAfter()
        : Optional.of(Duration.ZERO);
  }

  private SinkAnswer ask(Publication publication) {
    return ask(publication, Duration.ofMinutes(1));
  }

  private SinkAnswer ask(Publication publication, Duration timeout) {
    try (WebhookSink sink =
        WebhookSink.to(
            WebhookOptions.builder()
                .url(receiver.url("/hooks").uri())
                .addSecrets(OLD, NEW)
                .timeout(timeout)
                .clock(() -> NOW)
                .build())) {
      return sink.publish(publication);
    }
  }

  private static String header(RecordedRequest request, String name) {
    return Objects.requireNonNull(request.getHeaders().get(name), name);
  }
}
