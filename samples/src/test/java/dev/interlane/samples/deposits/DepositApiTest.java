package dev.interlane.samples.deposits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as its customers see it: over HTTP, on simulated chains. */
class DepositApiTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String USER = "0x1111111111111111111111111111111111111111";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Ground ground = SimulatedGround.start();
  private final HttpClient http = HttpClient.newHttpClient();
  private DepositApi api;

  @BeforeEach
  void start() throws IOException {
    api = DepositApi.start(ground, 0);
  }

  @AfterEach
  void stop() {
    http.shutdownNow();
    api.close();
    ground.close();
  }

  @Test
  void streamsTheTimelineOfADepositUntilItIsExecuted() throws Exception {
    HttpResponse<String> posted = post("order-1", body(USER, "25"));
    JsonNode deposit = JSON.readTree(posted.body());
    List<String> events = stream(deposit.get("timeline").asString(), "");

    assertThat(posted.statusCode()).isEqualTo(202);
    assertThat(events.subList(0, 2)).containsExactly("id: 0", "event: Accepted");
    assertThat(events)
        .contains("event: DispatchIncluded", "event: ProofAccepted", "event: DeliverySeen");
    assertThat(events).last().asString().contains("\"outcome\":\"EXECUTED\"");
    assertThat(get(posted.headers().firstValue("Location").orElseThrow()).body())
        .contains("\"status\":\"Delivered\"", "\"outcome\":\"EXECUTED\"");
  }

  @Test
  void whoeverComesBackGetsWhatCameAfter() throws Exception {
    JsonNode deposit = JSON.readTree(post("order-1", body(USER, "25")).body());
    String timeline = deposit.get("timeline").asString();
    List<String> all = stream(timeline, "");

    List<String> rest = stream(timeline, "0");

    assertThat(rest).startsWith("id: 1").isEqualTo(all.subList(all.indexOf("id: 1"), all.size()));
  }

  @Test
  void theSameKeyIsTheSameDepositHoweverOftenItIsPosted() {
    List<CompletableFuture<HttpResponse<String>>> posts =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    http.sendAsync(
                        request("order-1", body(USER, "25")), HttpResponse.BodyHandlers.ofString()))
            .toList();
    Set<String> ids = new TreeSet<>();
    for (CompletableFuture<HttpResponse<String>> post : posts) {
      assertThat(post.join().statusCode()).isEqualTo(202);
      ids.add(JSON.readTree(post.join().body()).get("id").asString());
    }

    assertThat(ids).hasSize(1);
  }

  @Test
  void aKeyThatBelongsToAnotherDepositIsRefused() throws Exception {
    post("order-1", body(USER, "25"));

    HttpResponse<String> other = post("order-1", body(USER, "26"));

    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.body()).contains("order-1");
  }

  @Test
  void badRequestsAreRefusedWithTheReason() throws Exception {
    assertThat(
            http.send(request("", body(USER, "25")), HttpResponse.BodyHandlers.ofString()).body())
        .contains("Idempotency-Key is missing");
    assertRefused(post("k", "{"), 400, "no JSON");
    assertRefused(post("k", "[]"), 400, "no object");
    assertRefused(post("k", "{\"user\": \"" + USER + "\"}"), 400, "[amount, user], got [user]");
    assertRefused(post("k", body(USER, "0")), 400, "from 1 to 2^256 - 1");
    assertRefused(post("k", body(USER, "-1")), 400, "a decimal number");
    assertRefused(post("k", body("0x12", "1")), 400, "0x12");
    assertRefused(post("k", " ".repeat(20_000)), 413, "larger than 16384 bytes");
    assertRefused(get("/deposits/0x12"), 400, "");
    assertRefused(get("/deposits/0x" + "00".repeat(32)), 404, "no deposit");
    assertRefused(get("/deposits"), 405, "GET is not allowed");
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String why) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).get("error").asString()).contains(why);
  }

  private List<String> stream(String path, String lastEventId) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    List<String> lines = new ArrayList<>(answer.body().lines().toList());
    lines.removeIf(line -> line.isEmpty() || line.startsWith(":"));
    return lines;
  }

  private HttpResponse<String> post(String key, String body) throws Exception {
    return http.send(request(key, body), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String key, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.address())
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return (key.isEmpty() ? request : request.header(DepositApi.KEY_HEADER, key)).build();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri(path)).timeout(PATIENCE).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return api.address().resolve(path);
  }

  private static String body(String user, String amount) {
    return "{\"user\": \"" + user + "\", \"amount\": \"" + amount + "\"}";
  }
}
