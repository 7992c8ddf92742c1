package dev.interlane.publisher;

import dev.interlane.primitive.Bytes;
import dev.interlane.publisher.SinkAnswer.Accepted;
import dev.interlane.publisher.SinkAnswer.Refused;
import dev.interlane.publisher.SinkAnswer.Unavailable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Collectors;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Posts receipts as JSON, signed and with an id that stays the same, as Standard Webhooks
 * (standardwebhooks.com) lays down.
 *
 * <p>Headers: {@code webhook-id} and {@code Idempotency-Key}, both the publication's key; {@code
 * webhook-timestamp}, seconds since 1970; {@code webhook-signature}, see {@link WebhookSecret}.
 *
 * <p>Answers: 2xx accepts; 408, 425, 429, 5xx, a timeout and a broken connection are asked again,
 * after {@code Retry-After} where that is given; everything else refuses, redirects too. For one
 * thread at a time.
 */
public final class WebhookSink implements ReceiptSink {
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  /** A receiver may not silence a publisher for longer than this. */
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_EARLY = 425;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERRORS = 500;

  private final WebhookOptions options;
  private final HttpUrl url;
  private final OkHttpClient http;

  private WebhookSink(WebhookOptions options, HttpUrl url) {
    this.options = options;
    this.url = url;
    this.http =
        new OkHttpClient.Builder()
            .callTimeout(options.timeout())
            .followRedirects(false)
            .followSslRedirects(false)
            // Whether to ask again is decided in one place.
            .retryOnConnectionFailure(false)
            .build();
  }

  /** A sink that has not connected yet. */
  public static WebhookSink to(WebhookOptions options) {
    return new WebhookSink(options, HttpUrl.get(options.url().toString()));
  }

  @Override
  public SinkAnswer publish(Publication publication) {
    try (Response response = http.newCall(request(publication)).execute()) {
      return answer(response);
    } catch (InterruptedIOException late) {
      return new Unavailable(
          "no answer from " + url.host() + " within " + options.timeout(), Optional.empty());
    } catch (IOException broken) {
      return new Unavailable("no answer from " + url.host() + ": " + broken, Optional.empty());
    }
  }

  private Request request(Publication publication) {
    Bytes body = publication.body();
    long timestamp = options.clock().instant().getEpochSecond();
    String signatures =
        options.secrets().stream()
            .map(secret -> secret.sign(publication.key(), timestamp, body))
            .collect(Collectors.joining(" "));
    return new Request.Builder()
        .url(url)
        .headers(
            Headers.of(
                "webhook-id", publication.key(),
                "webhook-timestamp", Long.toString(timestamp),
                "webhook-signature", signatures,
                "Idempotency-Key", publication.key(),
                "User-Agent", "interlane"))
        .post(RequestBody.create(body.toArray(), JSON))
        .build();
  }

  private SinkAnswer answer(Response response) {
    if (response.isSuccessful()) {
      return new Accepted();
    }
    int code = response.code();
    String reason = url.host() + " answered " + code;
    return switch (code) {
      case REQUEST_TIMEOUT, TOO_EARLY, TOO_MANY_REQUESTS ->
          new Unavailable(reason, retryAfter(response));
      default ->
          code >= SERVER_ERRORS
              ? new Unavailable(reason, retryAfter(response))
              : new Refused(reason);
    };
  }

  /** Seconds or a date (RFC 9110, 10.2.3); what is neither was not said. */
  private Optional<Duration> retryAfter(Response response) {
    String text = response.header("Retry-After");
    if (text == null) {
      return Optional.empty();
    }
    Duration wanted;
    if (text.matches("[0-9]{1,9}")) {
      wanted = Duration.ofSeconds(Long.parseLong(text));
    } else {
      try {
        ZonedDateTime at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
        wanted = Duration.between(options.clock().instant(), at.toInstant());
      } catch (DateTimeException notSaid) {
        return Optional.empty();
      }
    }
    return Optional.of(wanted.compareTo(LONGEST_RETRY_AFTER) < 0 ? wanted : LONGEST_RETRY_AFTER)
        .filter(pause -> !pause.isNegative());
  }

  @Override
  public void close() {
    http.dispatcher().cancelAll();
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }
}
