package dev.interlane.mailbox.web;

import dev.interlane.primitive.Bytes;
import java.io.IOException;
import java.net.Proxy;
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

/**
 * Reads URLs that strangers chose: validators their storage, contracts their gateways. Only
 * addresses of the public internet are connected to, whatever a name resolves to at the moment of
 * connecting and wherever a redirect leads; only over https; up to a size and for a time. No
 * cookies, credentials or proxies are used. Thread-safe; {@link #close} ends its connections.
 */
public final class StrangersWeb implements AutoCloseable {
  /** The longest a whole exchange may take, redirects included. */
  public static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int NOT_FOUND = 404;
  private static final MediaType JSON = MediaType.get("application/json");

  private final Reach reach;
  private final OkHttpClient client;

  private StrangersWeb(Reach reach, Duration callTimeout) {
    this.reach = reach;
    this.client =
        new OkHttpClient.Builder()
            .socketFactory(new GuardedSockets(reach))
            .proxy(Proxy.NO_PROXY)
            .callTimeout(callTimeout)
            .connectTimeout(CONNECT_TIMEOUT)
            .followSslRedirects(false)
            .build();
  }

  /** The web as far as this. */
  public static StrangersWeb of(Reach reach) {
    return new StrangersWeb(reach, CALL_TIMEOUT);
  }

  /** The web as far as this, with another bound on the time of one exchange. */
  public static StrangersWeb of(Reach reach, Duration callTimeout) {
    return new StrangersWeb(reach, callTimeout);
  }

  /**
   * Gets a resource.
   *
   * @param maxBytes the most it may have
   * @return empty if there is no such resource (status 404)
   * @throws IOException if it is out of reach, too large, too slow, or answered with another status
   */
  public Optional<Bytes> get(URI url, int maxBytes) throws IOException {
    return ask(new Request.Builder().url(checked(url)).build(), maxBytes);
  }

  /**
   * Posts JSON to a resource; otherwise as {@link #get}.
   *
   * @param json what is posted
   * @param maxBytes the most the answer may have
   */
  public Optional<Bytes> post(URI url, Bytes json, int maxBytes) throws IOException {
    RequestBody body = RequestBody.create(json.toArray(), JSON);
    return ask(new Request.Builder().url(checked(url)).post(body).build(), maxBytes);
  }

  private Optional<Bytes> ask(Request request, int maxBytes) throws IOException {
    try (Response response = client.newCall(request).execute()) {
      if (response.code() == NOT_FOUND) {
        return Optional.empty();
      }
      if (!response.isSuccessful()) {
        throw new IOException("answered with HTTP status " + response.code());
      }
      return Optional.of(readAll(response.body().source(), maxBytes));
    }
  }

  private HttpUrl checked(URI uri) throws IOException {
    HttpUrl url = HttpUrl.get(uri);
    if (url == null) {
      throw new IOException("not an http(s) URL: " + uri);
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      throw new IOException("a URL with a user is not asked");
    }
    if (!url.isHttps() && !(reach == Reach.PUBLIC_AND_LOOPBACK && isOwnMachine(url.host()))) {
      throw new IOException("only https is asked, got " + url.scheme() + "://" + url.host());
    }
    return url;
  }

  private static boolean isOwnMachine(String host) {
    return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
  }

  private static Bytes readAll(BufferedSource source, int maxBytes) throws IOException {
    if (source.request(maxBytes + 1L)) {
      throw new IOException("the answer is larger than " + maxBytes + " bytes");
    }
    return Bytes.of(source.readByteArray());
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
  }
}
