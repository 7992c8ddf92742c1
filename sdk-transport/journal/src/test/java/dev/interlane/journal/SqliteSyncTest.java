package dev.interlane.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlane.error.JournalUnavailableException;
import dev.interlane.error.MessagingException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is told what, and when, by a disk that does what the test says. */
class SqliteSyncTest {
  private static final long PATIENCE_SECONDS = 60;

  private final SlowDisk disk = new SlowDisk();
  private final CompletableFuture<MessagingException> failure = new CompletableFuture<>();
  private final SqliteSync sync = new SqliteSync(disk, failure::complete);

  @AfterEach
  void close() {
    disk.mayEnd.release(1_000);
    sync.close();
  }

  @Test
  void nobodyIsToldBeforeASyncThatBeganAfterTheCommit() throws Exception {
    Told first = commit();
    disk.awaitBegin();
    // While that sync is under way.
    Told second = commit();
    Told third = commit();
    assertThat(first.kept).isNotDone();

    disk.mayEnd.release();
    first.kept.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    disk.awaitBegin();
    assertThat(second.kept).isNotDone();
    assertThat(third.kept).isNotDone();

    disk.mayEnd.release();
    second.kept.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    third.kept.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(disk.began.availablePermits()).as("syncs begun besides those two").isZero();
  }

  @Test
  void aReaderWaitsForWhatItMayHaveSeenAndForNothingElse() throws Exception {
    sync.await();
    Told commit = commit();
    disk.awaitBegin();
    CompletableFuture<Void> reader = CompletableFuture.runAsync(sync::await);
    disk.mayEnd.release();
    commit.kept.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    // One more for the reader, unless it came after the first had ended.
    disk.mayEnd.release();

    reader.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    sync.await();
  }

  @Test
  void aReaderIsNotAnsweredWhileACommitItMaySeeIsOnItsWay() throws Exception {
    sync.announce();
    CompletableFuture<Void> reader = CompletableFuture.runAsync(sync::await);
    disk.awaitBegin();

    assertThat(reader).isNotDone();
    disk.mayEnd.release();
    reader.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void aCommitAloneIsOnTheDiskWhenItsWriterGoesOn() {
    disk.mayEnd.release();
    Told told = new Told();
    sync.announce();
    sync.committedAlone(told);

    assertThat(told.kept).isCompletedWithValue(true);
    sync.await();
    assertThat(disk.began.availablePermits()).as("syncs").isOne();
  }

  @Test
  void afterAFailedSyncNothingIsToldToBeKept() throws Exception {
    disk.fails = true;
    Told commit = commit();
    disk.mayEnd.release();

    assertThat(failure.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).hasMessageContaining("no space");
    disk.fails = false;
    disk.mayEnd.release();
    Told later = commit();
    assertThat(commit.failed.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
    assertThat(later.failed.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
    assertThat(later.kept).isNotDone();
    assertThatExceptionOfType(JournalUnavailableException.class).isThrownBy(sync::await);
  }

  @Test
  void aReaderThatIsLateForAnEndAfterAFailureIsTold() throws Exception {
    disk.fails = true;
    Told commit = commit();
    disk.mayEnd.release();
    assertThat(commit.failed.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
    sync.close();

    CompletableFuture<Void> reader = CompletableFuture.runAsync(sync::await);

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> reader.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .withCauseInstanceOf(JournalUnavailableException.class);
  }

  private Told commit() {
    Told told = new Told();
    sync.announce();
    sync.committed(told);
    return told;
  }

  private static final class Told implements SqliteSync.Waiter {
    private final CompletableFuture<Boolean> kept = new CompletableFuture<>();
    private final CompletableFuture<MessagingException> failed = new CompletableFuture<>();

    @Override
    public void kept() {
      kept.complete(true);
    }

    @Override
    public void failed(MessagingException cause) {
      failed.complete(cause);
    }
  }

  private static final class SlowDisk implements SqliteSync.Disk {
    private final Semaphore began = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);
    private volatile boolean fails;

    void awaitBegin() throws InterruptedException {
      assertThat(began.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void force() throws IOException {
      began.release();
      mayEnd.acquireUninterruptibly();
      if (fails) {
        throw new IOException("no space");
      }
    }

    @Override
    public void close() {
      began.release();
    }
  }
}
