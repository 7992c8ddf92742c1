package dev.interlane.evm.signer;

import dev.interlane.error.SigningException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/** The HTTP exchange with a signing service; of its URL only host and port are shown. */
final class SignerHttp implements AutoCloseable {
  /** A list of thousands of keys fits. */
  private static final int MAX_ANSWER_BYTES = 1024 * 1024;

  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient client;
  private final HttpUrl base;

  private SignerHttp(OkHttpClient client, HttpUrl base) {
    this.client = client;
    this.base = base;
  }

  static SignerHttp to(URI url, Duration timeout) {
    HttpUrl base = HttpUrl.get(url);
    if (base == null) {
      throw new IllegalArgumentException(
          "A signing service's URL begins with http:// or https:// and a host, got scheme "
              + url.getScheme()
              + " and host "
              + url.getHost());
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be positive, got " + timeout);
    }
    OkHttpClient client =
        new OkHttpClient.Builder().callTimeout(timeout).followRedirects(false).build();
    return new SignerHttp(client, base);
  }

  /** {@code GET /api/v1/eth1/publicKeys}. */
  String publicKeys() {
    return ask(new Request.Builder().url(path().addPathSegment("publicKeys").build()).build());
  }

  /** {@code POST /api/v1/eth1/sign/<identifier>}. */
  String sign(String identifier, String body) {
    HttpUrl url = path().addPathSegment("sign").addPathSegment(identifier).build();
    return ask(new Request.Builder().url(url).post(RequestBody.create(body, JSON)).build());
  }

  private HttpUrl.Builder path() {
    return base.newBuilder().addPathSegments("api/v1/eth1");
  }

  private String ask(Request request) {
    try (Response response = client.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw new SigningException(
            "The signing service at " + this + " answered HTTP status " + response.code(),
            response.code() == 404
                ? "Check that the key is still loaded and the service runs in mode eth1"
                : "Check the service's log");
      }
      BufferedSource source = response.body().source();
      if (source.request(MAX_ANSWER_BYTES + 1L)) {
        throw nonsense("expected at most 1 MiB", "more");
      }
      return source.readUtf8();
    } catch (IOException unreachable) {
      throw new SigningException(
          "The signing service at " + this + " did not answer: " + unreachable,
          "Check that it runs and is reachable; nothing was sent",
          unreachable);
    }
  }

  SigningException nonsense(String expected, String found) {
    return new SigningException(
        "The signing service at " + this + " answered nonsense: " + expected + ", found " + found,
        "Check that the URL is a Web3Signer of mode eth1");
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  @Override
  public String toString() {
    return base.host() + ":" + base.port();
  }
}
