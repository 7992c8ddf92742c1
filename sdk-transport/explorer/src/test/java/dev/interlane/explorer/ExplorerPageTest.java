package dev.interlane.explorer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.message.MessageId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplorerPageTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void holdsEveryMessageInTheOrderOfAcceptance() throws IOException {
    String page = page(SampleJournal.random(250, 3).run().build());

    JsonNode messages = segment(page, "messages");
    assertThat(messages).hasSize(250);
    long before = 0;
    for (int i = 0; i < 250; i++) {
      JsonNode message = messages.get(i);
      assertThat(message.path("accepted").asLong()).isGreaterThanOrEqualTo(before);
      before = message.path("accepted").asLong();
      JsonNode detail = segment(page, "detail" + i / 100).get(i % 100);
      assertThat(detail.path("receipt").path("id")).isEqualTo(message.path("id"));
    }
  }

  @Test
  void placesMessagesAtTheTimesOfTheirBlocks() throws IOException {
    SampleJournal sample = new SampleJournal();
    MessageId id = sample.accept(1);
    sample.dispatch(id);
    var block = sample.operator().show(id).dispatch().orElseThrow().block();

    String page =
        page(
            sample
                .run()
                .addBlocks(new ExplorerBlock(block, SampleJournal.START.plusSeconds(7)))
                .build());

    assertThat(segment(page, "messages").get(0).path("dispatch").path("at").asLong())
        .isEqualTo(SampleJournal.START.plusSeconds(7).toEpochMilli());
    assertThat(segment(page, "run").path("blocks").path("eip155:1")).hasSize(1);
  }

  @Test
  void showsNothingFromOutsideInTheClear() {
    String hostile = "<script>alert(1)</script>";
    SampleJournal sample = new SampleJournal();
    sample.park(sample.accept(1, hostile), hostile);

    String page = page(sample.run().title(hostile).subtitle(hostile).build());

    assertThat(page).doesNotContain("alert(1)");
  }

  @Test
  void allowsItsOwnScriptAndStyleOnly() throws Exception {
    String page = page(new SampleJournal().run().build());

    String policy = group(page, "http-equiv=\"Content-Security-Policy\" content=\"([^\"]+)\"");
    assertThat(policy)
        .contains("default-src 'none'", "connect-src 'none'", "trusted-types 'none'")
        .contains("script-src '" + hash(group(page, "(?s)<script>(.*?)</script>")) + "'")
        .contains("style-src '" + hash(group(page, "(?s)<style>(.*?)</style>")) + "'")
        .doesNotContain("unsafe");
    assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContainPattern("https?://");
  }

  @Test
  void refusesMoreThanAPageHolds() {
    ExplorerMessage message = SampleJournal.random(1, 4).run().build().messages().getFirst();

    assertThatThrownBy(
            () ->
                ExplorerRun.builder()
                    .title("much")
                    .addAllMessages(Collections.nCopies(ExplorerRun.MAX_MESSAGES + 1, message))
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 50000 messages, got 50001");
  }

  private static String page(ExplorerRun run) {
    return new String(ExplorerPage.of(run).html().toArray(), UTF_8);
  }

  private static JsonNode segment(String page, String name) throws IOException {
    byte[] compressed =
        Base64.getDecoder().decode(group(page, "data-segment=\"" + name + "\">([^<]*)<"));
    try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return JSON.readTree(plain.readAllBytes());
    }
  }

  private static String group(String text, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(pattern).isTrue();
    return found.group(1);
  }

  private static String hash(String text) throws Exception {
    return "sha256-"
        + Base64.getEncoder()
            .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }
}
