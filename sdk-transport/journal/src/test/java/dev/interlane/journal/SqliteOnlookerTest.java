package dev.interlane.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.error.JournalCorruptException;
import dev.interlane.error.JournalUnavailableException;
import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteOnlookerTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void readsBesideTheOwnerAndSeesWhatItKeepsMeanwhile() {
    try (SqliteJournal owner = SqliteJournal.open(directory)) {
      Lease lease = owner.acquire(Records.APP);
      owner.commit(lease, JournalBatch.builder().addMessages(Records.message(1)).build());

      try (Journal onlooker = SqliteJournal.look(directory)) {
        assertThat(onlooker.messages(Records.APP, Optional.empty(), 10)).hasSize(1);

        owner.commit(lease, JournalBatch.builder().addMessages(Records.message(2)).build());

        assertThat(onlooker.messages(Records.APP, Optional.empty(), 10)).hasSize(2);
        assertThat(onlooker.message(Records.message(2).id()))
            .contains(Records.at(Records.message(2), 1));
      }
    }
  }

  @Test
  void changesNothing() {
    try (SqliteJournal owner = SqliteJournal.open(directory);
        Journal onlooker = SqliteJournal.look(directory)) {
      Lease lease = owner.acquire(Records.APP);

      assertThatExceptionOfType(JournalUnavailableException.class)
          .isThrownBy(() -> onlooker.acquire(Records.APP))
          .withMessageContaining("to look at it");
      assertThatExceptionOfType(JournalUnavailableException.class)
          .isThrownBy(() -> onlooker.commit(lease, JournalBatch.builder().build()));
      assertThatExceptionOfType(JournalUnavailableException.class)
          .isThrownBy(() -> onlooker.forget(Records.NOW, 1));
    }
  }

  @Test
  void makesNothingWhereThereIsNoJournal() throws IOException {
    assertThatExceptionOfType(JournalUnavailableException.class)
        .isThrownBy(() -> SqliteJournal.look(directory))
        .withMessageContaining("There is no journal");
    assertThatExceptionOfType(JournalUnavailableException.class)
        .isThrownBy(() -> SqliteJournal.look(directory.resolve("none")))
        .withMessageContaining("There is no directory");

    try (var files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void refusesWhatIsNoJournal() throws IOException {
    Files.writeString(directory.resolve(SqliteFiles.DATABASE), "not a database, but some text");

    assertThatExceptionOfType(JournalCorruptException.class)
        .isThrownBy(() -> SqliteJournal.look(directory));
  }
}
