package dev.interlane.explorer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.client.MessageFilter;
import dev.interlane.client.Operator;
import dev.interlane.error.JournalUnavailableException;
import dev.interlane.message.MessageId;
import dev.interlane.pipeline.Interlane;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplorerTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_ANSWERS = 200;

  private final SampleJournal sample = new SampleJournal();
  private final Explorer explorer = Explorer.of(sample.source(), "shop");

  @Test
  void listsEveryMessageOnceThenWhatMoved() {
    Set<String> accepted = new HashSet<>();
    for (int number = 0; number < 1_200; number++) {
      accepted.add(sample.accept(number).toString());
    }

    List<String> listed = new ArrayList<>();
    JsonNode answer = changes("");
    assertThat(answer.path("reset").asBoolean()).isTrue();
    for (int i = 0; i < MAX_ANSWERS && answer.path("more").asBoolean(); i++) {
      ids(answer, listed);
      answer = changes(place(answer));
    }
    ids(answer, listed);

    assertThat(listed).hasSize(1_200).containsExactlyInAnyOrderElementsOf(accepted);

    MessageId one = MessageId.parse(listed.getFirst());
    sample.dispatch(one);
    JsonNode moved = changes(place(answer));
    assertThat(moved.path("messages")).hasSize(1);
    assertThat(moved.path("messages").get(0).path("standing").asString()).isEqualTo("DISPATCHED");
    assertThat(changes(place(moved)).path("messages")).isEmpty();
  }

  @Test
  void listsNoMoreThanAPageHolds() {
    for (int number = 0; number <= ExplorerRun.MAX_MESSAGES; number++) {
      sample.accept(number);
    }

    int listed = 0;
    JsonNode answer = changes("");
    for (int i = 0; i < MAX_ANSWERS && answer.path("more").asBoolean(); i++) {
      assertThat(answer.path("full").asBoolean()).isFalse();
      listed += answer.path("messages").size();
      answer = changes(place(answer));
    }
    listed += answer.path("messages").size();

    assertThat(listed).isEqualTo(ExplorerRun.MAX_MESSAGES);
    assertThat(answer.path("full").asBoolean()).isTrue();
    assertThat(changes(place(answer)).path("messages")).isEmpty();
  }

  @Test
  void missesNothingThatMovesWhileItIsListed() {
    for (int number = 0; number < 600; number++) {
      sample.accept(number);
    }
    JsonNode first = changes("");
    assertThat(first.path("more").asBoolean()).isTrue();

    MessageId already = MessageId.parse(first.path("messages").get(0).path("id").asString());
    sample.dispatch(already);
    JsonNode rest = changes(place(first));
    assertThat(rest.path("more").asBoolean()).isFalse();

    List<String> moved = new ArrayList<>();
    ids(changes(place(rest)), moved);
    assertThat(moved).containsExactly(already.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "0000000000000000.1.0.-",
        "%00",
        "-1",
        "ffffffffffffffff.99999999999999999999.0.-",
        "a&after=b"
      })
  void beginsAnewWhereAPlaceMeansNothing(String place) {
    sample.accept(1);

    JsonNode answer = changes(place);

    assertThat(answer.path("reset").asBoolean()).isTrue();
    assertThat(answer.path("messages")).hasSize(1);
  }

  @Test
  void knowsPlacesOfItsOwnOnly() {
    sample.accept(1);
    String place = place(changes(""));

    JsonNode answer =
        json(Explorer.of(sample.source(), "shop").answer("changes", "after=" + place));

    assertThat(answer.path("reset").asBoolean()).isTrue();
  }

  @Test
  void showsAMessage() {
    MessageId id = sample.accept(1);
    sample.dispatch(id);
    sample.prove(id);

    JsonNode detail = json(explorer.answer("/message", "id=" + id));

    assertThat(detail.path("receipt").path("id").asString()).isEqualTo(id.toString());
    assertThat(detail.path("receipt").path("evidence").path("type").asString()).isEqualTo("quorum");
    assertThat(detail.path("timeline")).hasSize(3);
    assertThat(detail.path("timeline").get(1).path("text").asString()).startsWith("dispatched");
    assertThat(detail.path("explanation").path("where").asString()).isNotEmpty();
  }

  @Test
  void refusesWhatItDoesNotHave() {
    MessageId other = sample.accept(1);

    assertThat(explorer.answer("etc/passwd", "").status()).isEqualTo(404);
    assertThat(explorer.answer("message", "").status()).isEqualTo(400);
    assertThat(explorer.answer("message", "id=0x12").status()).isEqualTo(400);
    assertThat(explorer.answer("message", "id=0x" + "0".repeat(64)).status()).isEqualTo(404);
    assertThat(explorer.answer("message", "id=" + other).status()).isEqualTo(200);
  }

  @Test
  void showsOneApplicationOnly() {
    sample.accept(1);
    Operator another = Interlane.operator(sample.journal(), "another", () -> SampleJournal.START);
    Explorer elsewhere = Explorer.of(ExplorerSource.of(another, sample.journal()), "another");

    JsonNode answer = json(elsewhere.answer("changes", ""));
    assertThat(answer.path("messages")).isEmpty();
    MessageId later = sample.accept(2);

    assertThat(json(elsewhere.answer("changes", "after=" + place(answer))).path("messages"))
        .isEmpty();
    assertThat(elsewhere.answer("message", "id=" + later).status()).isEqualTo(404);
  }

  @Test
  void showsWhatFitsOnly() {
    sample.accept(1);
    sample.pass(Duration.ofHours(1));
    MessageId late = sample.accept(2);
    Explorer recent =
        Explorer.of(
            sample
                .source()
                .only(
                    MessageFilter.builder()
                        .acceptedFrom(SampleJournal.START.plusSeconds(60))
                        .build()),
            "shop");

    List<String> listed = new ArrayList<>();
    ids(json(recent.answer("changes", "")), listed);

    assertThat(listed).containsExactly(late.toString());
  }

  @Test
  void saysThatTheJournalIsUnavailable() {
    Operator broken =
        (Operator)
            Proxy.newProxyInstance(
                Operator.class.getClassLoader(),
                new Class<?>[] {Operator.class},
                (proxy, method, arguments) -> {
                  throw new JournalUnavailableException("The disk is gone", "Bring it back");
                });

    ExplorerResponse answer =
        Explorer.of(ExplorerSource.of(broken, sample.journal()), "shop").answer("changes", "");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(json(answer).path("error").asString()).contains("The disk is gone");
  }

  @Test
  void guardsItsPage() {
    ExplorerResponse page = explorer.answer("", "");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.headers())
        .containsEntry("Content-Type", "text/html; charset=utf-8")
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("X-Content-Type-Options", "nosniff");
    assertThat(page.headers().get("Content-Security-Policy"))
        .contains("default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
  }

  private JsonNode changes(String place) {
    return json(explorer.answer("changes", place.isEmpty() ? "" : "after=" + place));
  }

  private static String place(JsonNode answer) {
    return answer.path("place").asString();
  }

  private static void ids(JsonNode answer, List<String> into) {
    answer.path("messages").forEach(message -> into.add(message.path("id").asString()));
  }

  private static JsonNode json(ExplorerResponse answer) {
    return JSON.readTree(new String(answer.body().toArray(), UTF_8));
  }
}
