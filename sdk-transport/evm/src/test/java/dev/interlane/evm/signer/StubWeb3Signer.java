package dev.interlane.evm.signer;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Keccak256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Sign;
import tools.jackson.databind.json.JsonMapper;

/** Web3Signer's two endpoints over real HTTP, with keys that really sign. */
final class StubWeb3Signer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SIGN = "/key/api/v1/eth1/sign/";

  private final MockWebServer server = new MockWebServer();
  private final Map<String, InMemorySigner> keys = new LinkedHashMap<>();
  private final List<Bytes> received = new CopyOnWriteArrayList<>();
  private volatile @Nullable Function<Bytes, String> answer;
  private volatile int status = 200;

  StubWeb3Signer(String... secrets) {
    for (String secret : secrets) {
      BigInteger point = Sign.publicKeyFromPrivate(new BigInteger(secret, 16));
      keys.put("0x" + String.format("%0128x", point), InMemorySigner.fromHex(secret));
    }
  }

  void start() {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return respond(request);
          }
        });
    try {
      server.start();
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  URI url() {
    return server.url("/key").uri();
  }

  /** The payloads it was asked to sign. */
  List<Bytes> received() {
    return received;
  }

  void answers(Function<Bytes, String> body) {
    answer = body;
  }

  void fails(int code) {
    status = code;
  }

  private MockResponse respond(RecordedRequest request) {
    String path = request.getUrl().encodedPath();
    if (status != 200) {
      return new MockResponse.Builder().code(status).build();
    }
    if (path.equals("/key/api/v1/eth1/publicKeys")) {
      return body(JSON.writeValueAsString(keys.keySet()));
    }
    InMemorySigner signer = path.startsWith(SIGN) ? keys.get(path.substring(SIGN.length())) : null;
    ByteString body = request.getBody();
    if (signer == null || body == null) {
      return new MockResponse.Builder().code(404).build();
    }
    Bytes payload = Bytes.fromHex(JSON.readTree(body.utf8()).get("data").stringValue());
    received.add(payload);
    Function<Bytes, String> other = answer;
    return body(
        other == null
            ? signer.sign(Keccak256.hash(payload)).toRsv().toHex()
            : other.apply(payload));
  }

  private static MockResponse body(String text) {
    return new MockResponse.Builder().body(text).build();
  }

  @Override
  public void close() {
    server.close();
  }
}
