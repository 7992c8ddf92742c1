package dev.interlane.samples.deposits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.devnet.RequiresDevnet;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The service over real nodes: what {@code deposits --devnet} starts. */
@RequiresDevnet
class DepositsOnDevnetTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void executesADepositAndStreamsItsTimeline() throws IOException, InterruptedException {
    try (Ground ground = DevnetGround.start();
        DepositApi api = DepositApi.start(ground, 0);
        HttpClient http = HttpClient.newHttpClient()) {
      String order = "{\"user\": \"" + ground.account().evmAddress() + "\", \"amount\": \"25\"}";
      HttpRequest post =
          HttpRequest.newBuilder(api.address())
              .header(DepositApi.KEY_HEADER, "order-1")
              .timeout(PATIENCE)
              .POST(HttpRequest.BodyPublishers.ofString(order))
              .build();

      HttpResponse<String> posted = http.send(post, HttpResponse.BodyHandlers.ofString());
      String timeline = new JsonMapper().readTree(posted.body()).get("timeline").asString();
      HttpRequest follow =
          HttpRequest.newBuilder(api.address().resolve(timeline)).timeout(PATIENCE).build();
      String events = http.send(follow, HttpResponse.BodyHandlers.ofString()).body();

      assertThat(posted.statusCode()).isEqualTo(202);
      assertThat(events)
          .contains("event: ProofAccepted", "event: DeliverySeen", "\"outcome\":\"EXECUTED\"");
      assertThat(http.send(post, HttpResponse.BodyHandlers.ofString()).body())
          .contains("\"outcome\":\"EXECUTED\"");
    }
  }
}
