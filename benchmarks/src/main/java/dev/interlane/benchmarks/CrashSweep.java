package dev.interlane.benchmarks;

import dev.interlane.journal.PostgresJournal;
import dev.interlane.journal.PostgresJournalOptions;
import dev.interlane.journal.SqliteJournal;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.spi.Chain;
import dev.interlane.spi.Journal;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.Displaced;
import dev.interlane.testkit.crash.CrashPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Plays a {@link CrashStory} once for every boundary of its client, before and after: every moment
 * at which it can die, each by name.
 */
final class CrashSweep {
  private final long seed;
  private final Weather weather;
  private final Journals journals;
  private final UnaryOperator<Chain> tampering;

  /** What else happens. */
  enum Weather {
    /** Nothing. */
    FAIR,
    /**
     * The origin reorganises after the first dispatch, the destination after the first delivery.
     */
    REORGS
  }

  /** A point, and what became of the story. */
  record Played(List<CrashPoint> points, CrashStory.Ending ending) {}

  CrashSweep(long seed, Weather weather, Journals journals, UnaryOperator<Chain> tampering) {
    this.seed = seed;
    this.weather = weather;
    this.journals = journals;
    this.tampering = tampering;
  }

  /** Where journals are kept: a new and empty one for every story. */
  interface Journals extends Supplier<CrashStory.Stored> {}

  static Journals inMemory() {
    return () -> {
      InMemoryJournal journal = new InMemoryJournal();
      return () -> journal;
    };
  }

  /** A directory each; what is in it survives the client, not the story. */
  static Journals inSqlite() {
    return () -> {
      Path directory = temporaryDirectory();
      return new CrashStory.Stored() {
        @Override
        public Journal open() {
          return SqliteJournal.open(directory);
        }

        @Override
        public void discard() {
          delete(directory);
        }
      };
    };
  }

  /** A schema each, in this database. */
  static Journals inPostgres(String jdbcUrl) {
    AtomicInteger stories = new AtomicInteger();
    return () -> {
      PostgresJournalOptions options =
          PostgresJournalOptions.builder().schema("crash_" + stories.incrementAndGet()).build();
      return () -> PostgresJournal.connect(jdbcUrl, options);
    };
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("interlane-crash");
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  /** What the client comes to when it does not die. */
  List<String> boundaries() {
    return play(List.of(CrashPoint.none())).ending().boundaries();
  }

  /** Dies once, at each boundary; played as the stream is read. */
  Stream<Played> once() {
    return once(1);
  }

  /** As {@link #once()}, at every so many boundaries only: a short form. */
  Stream<Played> once(int stride) {
    int boundaries = boundaries().size();
    return IntStream.iterate(0, at -> at < boundaries, at -> at + stride)
        .boxed()
        .flatMap(at -> Stream.of(CrashPoint.before(at), CrashPoint.after(at)))
        .map(point -> play(List.of(point)));
  }

  /** Dies at each boundary, and again at each boundary of the recovery from that. */
  List<Played> twice(IntConsumer progress) {
    int count = boundaries().size();
    List<Played> all = new ArrayList<>();
    for (int boundary = 0; boundary < count; boundary++) {
      progress.accept(boundary);
      boolean more = true;
      for (int second = 0; more; second++) {
        Played early = play(List.of(CrashPoint.before(boundary), CrashPoint.before(second)));
        Played late = play(List.of(CrashPoint.after(boundary), CrashPoint.after(second)));
        more = early.ending().struck() == 2 || late.ending().struck() == 2;
        if (more) {
          all.add(early);
          all.add(late);
        }
      }
    }
    return all;
  }

  private Played play(List<CrashPoint> points) {
    SimulatedNetwork network = SimulatedNetwork.create(seed);
    if (weather == Weather.REORGS) {
      network.faults().reorgAfterDispatch(network.origin(), 1, Displaced.RETURNED_TO_POOL);
      network.faults().reorgAfterDelivery(network.destination(), 2, Displaced.WITHDRAWN);
    }
    return new Played(points, CrashStory.play(network, journals.get(), tampering, points));
  }
}
