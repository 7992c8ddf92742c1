package dev.interlane.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.Operator;
import dev.interlane.client.SendOptions;
import dev.interlane.explorer.Explorer;
import dev.interlane.explorer.ExplorerResponse;
import dev.interlane.explorer.ExplorerSource;
import dev.interlane.journal.PostgresJournal;
import dev.interlane.journal.PostgresJournalOptions;
import dev.interlane.journal.PostgresJournalOptions.Migration;
import dev.interlane.journal.SqliteJournal;
import dev.interlane.pipeline.Interlane;
import dev.interlane.spi.Journal;
import dev.interlane.testkit.SimulatedNetwork;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backend that mounts the explorer over its own running client. */
class ExplorerJourneyTest {
  private static final Pattern PLACE = Pattern.compile("\"place\":\"([^\"]+)\"");

  private final SimulatedNetwork network = SimulatedNetwork.create(21);
  private final Backend backend = new Backend(network);

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void showsWhatWasThereAndWhatMovesSince() {
    MessagingClient client = network.opened(backend.builder().build());
    MessageHandle before =
        client.send(backend.deposit().build(), SendOptions.idempotencyKey("before"));
    before.awaitReceipt(Backend.LONG);

    try (ExplorerSource source = ExplorerSource.of(client)) {
      Explorer explorer = Explorer.of(source, "treasury");
      String listed = text(explorer.answer("changes", ""));
      assertThat(listed).contains(before.id().toString(), "\"key\":\"before\"", "EXECUTED");

      MessageHandle later =
          client.send(backend.deposit().build(), SendOptions.idempotencyKey("later"));
      String accepted = text(explorer.answer("changes", "after=" + place(listed)));
      assertThat(accepted)
          .contains(later.id().toString(), "\"key\":\"later\"")
          .doesNotContain(before.id().toString(), "EXECUTED");

      later.awaitReceipt(Backend.LONG);
      String executed = text(explorer.answer("changes", "after=" + place(accepted)));
      assertThat(executed).contains(later.id().toString(), "EXECUTED");
      assertThat(text(explorer.answer("changes", "after=" + place(executed))))
          .contains("\"messages\":[]");
      assertThat(text(explorer.answer("message", "id=" + later.id())))
          .contains("Nothing is left to do", "executed by us");
    }
  }

  @Test
  void hearsNothingMoreOnceClosed() {
    MessagingClient client = network.opened(backend.builder().build());
    ExplorerSource source = ExplorerSource.of(client);
    Explorer explorer = Explorer.of(source, "treasury");
    String place = place(text(explorer.answer("changes", "")));

    source.close();
    client.send(backend.deposit().build(), SendOptions.idempotencyKey("unheard"));

    assertThat(text(explorer.answer("changes", "after=" + place))).contains("\"messages\":[]");
  }

  @Test
  void looksAtASqliteJournalBesideItsOwner(@TempDir Path directory) {
    try (Journal owned = SqliteJournal.open(directory);
        Journal seen = SqliteJournal.look(directory)) {
      follows(owned, seen);
    }
  }

  @Test
  void looksAtAPostgresJournalBesideItsOwner() throws IOException {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .start()) {
      DataSource source = server.getPostgresDatabase();
      try (Journal owned = PostgresJournal.over(source);
          Journal seen =
              PostgresJournal.over(
                  source, PostgresJournalOptions.builder().migrate(Migration.NEVER).build())) {
        follows(owned, seen);
      }
    }
  }

  /** What moves in a journal is seen through another opening of it. */
  private void follows(Journal owned, Journal seen) {
    MessagingClient client = network.opened(backend.builder().journal(owned).build());
    Operator looking = Interlane.operator(seen, "testkit", network.clock());
    Explorer explorer = Explorer.of(ExplorerSource.of(looking, seen), "treasury");
    String empty = text(explorer.answer("changes", ""));

    MessageHandle sent = client.send(backend.deposit().build());
    String accepted = text(explorer.answer("changes", "after=" + place(empty)));
    sent.awaitReceipt(Backend.LONG);
    String executed = text(explorer.answer("changes", "after=" + place(accepted)));
    client.close();

    assertThat(empty).contains("\"messages\":[]");
    assertThat(accepted).contains(sent.id().toString()).doesNotContain("EXECUTED");
    assertThat(executed).contains(sent.id().toString(), "EXECUTED");
  }

  private static String place(String answer) {
    Matcher found = PLACE.matcher(answer);
    assertThat(found.find()).as(answer).isTrue();
    return found.group(1);
  }

  private static String text(ExplorerResponse answer) {
    assertThat(answer.status()).isEqualTo(200);
    return new String(answer.body().toArray(), UTF_8);
  }
}
