package dev.interlane.zk.prover;

import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A prover service of the operator, over HTTP. The protocol is described in {@code
 * docs/spec/prover-service.md}: a proof is a resource under the request's key, which is put, got
 * and deleted.
 *
 * <p>Answers are read up to a bound and strictly; redirects are not followed. Each call is made
 * once: whoever looks again later is the retry. Thread-safe; {@link #close} ends its connections.
 */
public final class HttpProofProvider implements ProofProvider, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpProofProvider.class);
  private static final MediaType BYTES = MediaType.get("application/octet-stream");
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
  private static final int NOT_FOUND = 404;

  private final HttpUrl base;
  private final Optional<String> token;
  private final OkHttpClient client;

  private HttpProofProvider(HttpUrl base, Optional<String> token, Duration callTimeout) {
    this.base = base;
    this.token = token;
    this.client =
        new OkHttpClient.Builder()
            .callTimeout(callTimeout)
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
  }

  /**
   * A service that asks for no token.
   *
   * @param base such as {@code https://prover.example.org/}; plain HTTP for the own machine only
   * @throws IllegalArgumentException if the URL is no such
   */
  public static HttpProofProvider of(URI base) {
    return new HttpProofProvider(checked(base), Optional.empty(), CALL_TIMEOUT);
  }

  /**
   * The same service, asked with {@code Authorization: Bearer} and this token, which appears in no
   * log and no text.
   */
  public HttpProofProvider withToken(String bearerToken) {
    return new HttpProofProvider(base, Optional.of(bearerToken), timeout());
  }

  /** The same service, with at most this time for a call; by default 30 seconds. */
  public HttpProofProvider withCallTimeout(Duration callTimeout) {
    return new HttpProofProvider(base, token, callTimeout);
  }

  private Duration timeout() {
    return Duration.ofMillis(client.callTimeoutMillis());
  }

  private static HttpUrl checked(URI base) {
    HttpUrl url = HttpUrl.get(base);
    if (url == null || !url.username().isEmpty() || url.query() != null || url.fragment() != null) {
      throw new IllegalArgumentException(
          "A prover's URL is http(s)://host:port/path without user, query and fragment");
    }
    if (!url.isHttps() && !isOwnMachine(url.host())) {
      throw new IllegalArgumentException(
          "A prover on another machine is asked over https, got http://" + url.host());
    }
    return url;
  }

  private static boolean isOwnMachine(String host) {
    return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
  }

  @Override
  public String name() {
    return "prover " + base.host();
  }

  @Override
  public ProofProgress request(ProofRequest request) {
    HttpUrl url =
        resource(request.key())
            .newBuilder()
            .addQueryParameter("program", request.programKey().toHex())
            .addQueryParameter("deadline", request.deadline().toString())
            .build();
    RequestBody input = RequestBody.create(request.input().toArray(), BYTES);
    return exchange(new Request.Builder().url(url).put(input));
  }

  @Override
  public ProofProgress poll(Bytes32 key) {
    return exchange(new Request.Builder().url(resource(key)).get());
  }

  @Override
  public void cancel(Bytes32 key) {
    ProofProgress answer = exchange(new Request.Builder().url(resource(key)).delete());
    LOG.debug("{} was told that {} is no longer wanted: {}", name(), key, answer);
  }

  private HttpUrl resource(Bytes32 key) {
    return base.newBuilder().addPathSegments("v1/proofs").addPathSegment(key.toHex()).build();
  }

  private ProofProgress exchange(Request.Builder request) {
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    try (Response response = client.newCall(request.build()).execute()) {
      if (response.code() == NOT_FOUND) {
        return new ProofProgress.Unknown();
      }
      if (!response.isSuccessful()) {
        return new ProofProgress.Unreachable("answered with HTTP status " + response.code());
      }
      return ProofAnswer.read(readAll(response.body().source()));
    } catch (IOException failed) {
      return new ProofProgress.Unreachable("did not answer: " + failed.getMessage());
    } catch (CodecException nonsense) {
      return new ProofProgress.Unreachable("answered nonsense: " + nonsense.getMessage());
    }
  }

  private static Bytes readAll(BufferedSource source) throws IOException {
    if (source.request(ProofAnswer.MAX_BYTES + 1L)) {
      throw new IOException("the answer is larger than " + ProofAnswer.MAX_BYTES + " bytes");
    }
    return Bytes.of(source.readByteArray());
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
  }
}
