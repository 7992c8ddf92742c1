package dev.interlane.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.error.JournalCorruptException;
import dev.interlane.error.JournalUnavailableException;
import dev.interlane.error.JournalVersionException;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.Lease;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The journal's files: who owns them, and what happens when they are not what they should be. */
class SqliteFilesTest {
  @TempDir private Path directory = Path.of("");

  // One owner.

  @Test
  void aSecondJournalOfTheSameProcessIsRefused() {
    try (SqliteJournal first = SqliteJournal.open(directory)) {
      assertThatExceptionOfType(JournalUnavailableException.class)
          .isThrownBy(() -> SqliteJournal.open(directory.resolve(".")))
          .withMessageContaining("in use by another journal object of this process");
      // The refused one did not take the lock along.
      assertThat(first.acquire("app").epoch()).isEqualTo(1);
    }
    SqliteJournal.open(directory).close();
  }

  @Test
  void aSecondProcessIsRefusedByNameUntilTheOwnerIsKilled() throws Exception {
    Process owner =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                HoldsJournal.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(owner.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("open 1");

      assertThatExceptionOfType(JournalUnavailableException.class)
          .isThrownBy(() -> SqliteJournal.open(directory))
          .withMessageContaining("in use by process " + owner.pid())
          .withMessageContaining("PostgreSQL");
    } finally {
      owner.destroyForcibly();
      assertThat(owner.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    SqliteJournal.open(directory).close();
  }

  // Nothing is made anew where something was.

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 99, 4096})
  void aFileThatWasCutOffIsRefusedAndLeftAsItIs(int bytes) throws IOException {
    fill();
    Path file = directory.resolve(SqliteFiles.DATABASE);
    byte[] cut = new byte[bytes];
    System.arraycopy(Files.readAllBytes(file), 0, cut, 0, bytes);
    Files.write(file, cut);

    assertCorrupt();

    assertThat(Files.readAllBytes(file)).isEqualTo(cut);
  }

  @Test
  void aFileOfZerosIsRefused() throws IOException {
    fill();
    Files.write(directory.resolve(SqliteFiles.DATABASE), new byte[65536]);

    assertCorrupt();
  }

  @Test
  void aDamagedPageIsFoundWhenTheJournalIsOpened() throws IOException {
    fill();
    Path file = directory.resolve(SqliteFiles.DATABASE);
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      for (long page = 1; page < bytes.length() / 4096; page++) {
        bytes.seek(page * 4096);
        bytes.write(new byte[64]);
      }
    }

    assertCorrupt();
  }

  @Test
  void aLogWithoutItsDatabaseIsRefused() throws IOException {
    fill();
    Files.delete(directory.resolve(SqliteFiles.DATABASE));
    Files.write(directory.resolve(SqliteFiles.DATABASE + "-wal"), new byte[] {1});

    assertCorrupt();

    assertThat(directory.resolve(SqliteFiles.DATABASE)).doesNotExist();
  }

  @Test
  void somebodyElsesDatabaseIsRefused() throws SQLException {
    sql("create table customers (id integer primary key)");

    assertCorrupt();
  }

  @Test
  void aRecordThatIsNoneIsRefusedWhereItIsRead() throws SQLException {
    fill();
    sql("update message set record = '{\"v\":1}'");

    try (SqliteJournal journal = SqliteJournal.open(directory)) {
      assertThatExceptionOfType(JournalCorruptException.class)
          .isThrownBy(() -> journal.message(Records.message(1).id()))
          .withMessageContaining("appId");
    }
  }

  @Test
  void aRecordOfANewerFormIsRefused() throws SQLException {
    fill();
    sql("update message set record = '{\"v\":2,\"something\":\"new\"}'");

    try (SqliteJournal journal = SqliteJournal.open(directory)) {
      assertThatExceptionOfType(JournalVersionException.class)
          .isThrownBy(() -> journal.message(Records.message(1).id()))
          .withMessageContaining("form version 2");
    }
  }

  // The schema.

  @Test
  void aSchemaOfANewerSdkIsRefused() throws SQLException {
    fill();
    sql("insert into schema_version (version, checksum) values (9999, 'newer')");

    assertThatExceptionOfType(JournalVersionException.class)
        .isThrownBy(() -> SqliteJournal.open(directory))
        .withMessageContaining("newer");
  }

  @Test
  void aSchemaMadeByAnotherFileIsRefused() throws SQLException {
    fill();
    sql("update schema_version set checksum = 'other' where version = 1");

    assertThatExceptionOfType(JournalVersionException.class)
        .isThrownBy(() -> SqliteJournal.open(directory))
        .withMessageContaining("checksum other");
  }

  @Test
  void everyEarlierSchemaIsUpgradedAndItsMessagesAreRead() {
    Schema now = Schema.of("sqlite", "");
    for (int version = 1; version <= now.version(); version++) {
      Path old = directory.resolve("version-" + version);
      SqliteFiles files =
          new SqliteFiles(SqliteFiles.directory(old), now.upTo(version), 0xFFFF_FFFEL);
      files.prepare();
      Records.fillSchema(files, version);

      try (SqliteJournal journal = SqliteJournal.open(old)) {
        assertThat(journal.message(Records.message(1).id()))
            .as("version %d", version)
            .contains(Records.at(Records.message(1), 1));
        assertThat(journal.events(Records.message(1).id())).hasSize(1);
        assertThat(journal.openMessages(Records.APP, Optional.empty(), 10))
            .containsExactly(Records.at(Records.message(1), 1));
        assertThat(journal.openSubmissions()).containsExactly(Records.submission());
        journal.commit(journal.acquire(Records.APP), Records.accepted(2));
        assertThat(journal.eventsAfter(1, 10)).hasSize(1);
      }
    }
  }

  @Test
  void filesAreAppliedOnceAndInOrder() throws SQLException {
    Path place = directory.resolve("steps");
    Path real = SqliteFiles.directory(place);
    Schema three = Schema.of("steps", "");
    assertThat(three.version()).isEqualTo(3);
    for (int version = 1; version <= 3; version++) {
      new SqliteFiles(real, three.upTo(version), 0xFFFF_FFFEL).prepare();
      new SqliteFiles(real, three.upTo(version), 0xFFFF_FFFEL).prepare();
    }

    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + real.resolve(SqliteFiles.DATABASE));
        Statements from = new Statements(connection)) {
      assertThat(from.list("select n from step order by n", none -> {}, row -> row.getInt(1)))
          .isEqualTo(List.of(1, 2, 3));
    }
  }

  // A full disk.

  @Test
  void aFullDiskRefusesTheCommitAndLosesNothing() {
    SqliteJournalOptions tight = SqliteJournalOptions.builder().maxPages(60).build();
    int kept = 0;
    try (SqliteJournal journal = SqliteJournal.open(directory, tight)) {
      Lease lease = journal.acquire(Records.APP);
      JournalUnavailableException full = null;
      for (int i = 1; i < 1000 && full == null; i++) {
        try {
          journal.commit(lease, Records.accepted(i));
          kept = i;
        } catch (JournalUnavailableException refused) {
          full = refused;
        }
      }
      assertThat(full).isNotNull().hasMessageContaining("full");
      assertThat(kept).isGreaterThan(5);
      assertThat(journal.message(Records.message(kept).id())).isPresent();
      assertThat(journal.message(Records.message(kept + 1).id())).isEmpty();
    }

    try (SqliteJournal journal = SqliteJournal.open(directory)) {
      Lease lease = journal.acquire(Records.APP);
      assertThat(journal.eventsAfter(0, 1000)).hasSize(kept);
      journal.commit(lease, Records.accepted(kept + 1));
    }
  }

  @Test
  void theFileStopsGrowingOnceRetentionForgetsAsMuchAsArrives() throws IOException {
    long early = sizeAfter(0, 30);

    long late = sizeAfter(30, 100);

    // Keys, lanes and account nonces may grow; messages and events, which are nearly all, may not.
    assertThat(late).isLessThan(early * 3 / 2);
  }

  /** The size of the file after messages of these minutes, with a retention of ten. */
  private long sizeAfter(int fromMinute, int toMinute) throws IOException {
    SqliteJournalOptions brief =
        SqliteJournalOptions.builder().retention(Duration.ofMinutes(10)).build();
    try (SqliteJournal journal = SqliteJournal.open(directory, brief)) {
      Lease lease = journal.acquire(Records.APP);
      for (int minute = fromMinute; minute < toMinute; minute++) {
        JournalBatch.Builder batch = JournalBatch.builder();
        for (int i = 0; i < 50; i++) {
          Records.addEnded(batch, 50 * minute + i, minute);
        }
        journal.commit(lease, batch.build());
      }
      assertThat(journal.eventsAfter(0, 10_000)).hasSizeBetween(500, 700);
    }
    return Files.size(directory.resolve(SqliteFiles.DATABASE));
  }

  private void fill() {
    try (SqliteJournal journal = SqliteJournal.open(directory)) {
      journal.commit(journal.acquire(Records.APP), Records.accepted(1));
    }
  }

  private void assertCorrupt() {
    assertThatExceptionOfType(JournalCorruptException.class)
        .isThrownBy(() -> SqliteJournal.open(directory))
        .withMessageContaining(directory.toString())
        .withMessageContaining("restore a backup");
  }

  private void sql(String text) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(SqliteFiles.DATABASE));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(text);
    }
  }
}
