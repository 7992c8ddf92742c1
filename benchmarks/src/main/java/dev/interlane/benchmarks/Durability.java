package dev.interlane.benchmarks;

import dev.interlane.journal.PostgresJournal;
import dev.interlane.journal.PostgresJournalOptions;
import dev.interlane.journal.SqliteJournal;
import dev.interlane.pipeline.Interlane;
import dev.interlane.spi.Lease;
import dev.interlane.spi.MessageRecord;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures durable journals against what durable writing costs at least, in the same run. */
@Command(
    name = "durability",
    mixinStandardHelpOptions = true,
    description = "Measures the durable journals against bare durable writes.",
    footer = {
      "",
      "A message is two commits: accepted, then dispatched, each with its event. The raw log"
          + " appends as many bytes and syncs; both take what waits as one sync. PostgreSQL: four"
          + " lanes, 64 messages per commit, against the same rows by plain JDBC. Rounds alternate. One"
          + " instance: 2,000 messages at once, from acceptance to the final receipt, with two"
          + " simulated chains on the same thread."
          + " Figures go to standard output, progress to standard error."
    })
final class Durability implements Callable<Integer> {
  private static final int[] THREADS = {1, 8, 64, 512};
  private static final int BAR_THREADS = 64;
  private static final int LANES = 4;
  private static final int LANE_BATCH = 64;
  private static final double SECOND = 1e9;

  /** Ethereum's, that of most layers above it, and of the fastest of those. */
  private static final List<Duration> BLOCK_TIMES =
      List.of(Duration.ofSeconds(12), Duration.ofSeconds(2), Duration.ofMillis(250));

  @Option(names = "--quick", description = "A short form: fewer rounds, figures less steady.")
  private boolean quick;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Where the journals are made and removed; on a real disk (${DEFAULT-VALUE}).")
  private Path directory = Path.of("target", "durability");

  @Mixin private final Report report = new Report();

  private final Figures figures = new Figures();
  private int acceptedBytes = 2048;
  private int dispatchedBytes = 1536;

  /** Keeps a message's two transitions. */
  private interface Store {
    void keep(MessageRecord message);
  }

  @Override
  public Integer call() throws Exception {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    Files.createDirectories(directory);
    sqlite(8, 1_000);
    measureSizes();
    figures.note("Bytes of an accepted message", acceptedBytes, "bytes");
    figures.note("Bytes of its dispatch", dispatchedBytes, "bytes");
    for (int threads : THREADS) {
      compareWithRawLog(threads);
    }
    comparePostgres();
    deleteTree(directory);
    report.give(quick ? "; short form" : "", figures);
    return 0;
  }

  private int rounds() {
    return quick ? 1 : 5;
  }

  private long millis() {
    return quick ? 300 : 3_000;
  }

  // SQLite.

  private void compareWithRawLog(int threads) throws IOException {
    List<Double> raw = new ArrayList<>();
    List<Double> sqlite = new ArrayList<>();
    for (int round = 0; round < rounds(); round++) {
      progress(threads + " threads, round " + (round + 1));
      raw.add(raw(threads, millis()));
      sqlite.add(sqlite(threads, millis()));
    }
    String by = threads == 1 ? "1 virtual thread" : threads + " virtual threads";
    figures.note("Raw log, " + by, median(raw), "messages/s");
    figures.note("SQLite, " + by, median(sqlite), "messages/s");
    double percent = 100 * median(sqlite) / median(raw);
    if (threads == BAR_THREADS) {
      figures.atLeast("  of the raw log", percent, 70, "%");
    } else {
      figures.note("  of the raw log", percent, "%");
    }
  }

  private double raw(int threads, long millis) throws IOException {
    Path file = directory.resolve("raw.log");
    try (RawLog log = new RawLog(file)) {
      return load(
          threads,
          millis,
          message -> {
            // What a log of our own would have to make, too.
            Transitions.accepted(List.of(message));
            log.keep(new byte[acceptedBytes]);
            Transitions.dispatched(List.of(message));
            log.keep(new byte[dispatchedBytes]);
          });
    } finally {
      Files.delete(file);
    }
  }

  private double sqlite(int threads, long millis) throws IOException {
    Path place = directory.resolve("sqlite");
    deleteTree(place);
    try (SqliteJournal journal = SqliteJournal.open(place)) {
      Lease lease = journal.acquire("benchmark");
      return load(
          threads,
          millis,
          message -> {
            journal.commit(lease, Transitions.accepted(List.of(message)));
            journal.commit(lease, Transitions.dispatched(List.of(message)));
          });
    }
  }

  /** What the journal just wrote, per message. */
  private void measureSizes() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("sqlite/journal.db"));
        Statement statement = connection.createStatement();
        ResultSet sizes =
            statement.executeQuery(
                "select (select avg(length(envelope)) from message), (select avg(length(record))"
                    + " from message), (select avg(length(record)) from event where kind ="
                    + " 'ACCEPTED'), (select avg(length(record)) from event where kind ="
                    + " 'DISPATCH_INCLUDED')")) {
      sizes.next();
      acceptedBytes = sizes.getInt(1) + sizes.getInt(2) + sizes.getInt(3);
      dispatchedBytes = sizes.getInt(2) + sizes.getInt(4);
    }
  }

  /** Messages per second by so many virtual threads, each with a lane of its own. */
  private static double load(int threads, long millis, Store store) {
    List<CompletableFuture<Long>> workers = new ArrayList<>();
    long begin = System.nanoTime();
    long end = begin + millis * 1_000_000;
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < threads; i++) {
        String sender = "sender " + i;
        workers.add(
            CompletableFuture.supplyAsync(
                () -> {
                  long kept = 0;
                  while (System.nanoTime() < end) {
                    store.keep(Transitions.message(sender, kept++));
                  }
                  return kept;
                },
                pool));
      }
      long kept = workers.stream().mapToLong(CompletableFuture::join).sum();
      return kept * SECOND / (System.nanoTime() - begin);
    }
  }

  // PostgreSQL.

  private void comparePostgres() throws IOException, SQLException {
    progress("starting PostgreSQL");
    try (EmbeddedPostgres server = Server.start()) {
      List<Double> bare = new ArrayList<>();
      List<Double> lanes = new ArrayList<>();
      lanes(server, 500, "warm-up");
      for (int round = 0; round < rounds(); round++) {
        progress("PostgreSQL, round " + (round + 1));
        bare.add(bare(server, millis()));
        lanes.add(lanes(server, millis(), "round " + round));
      }
      figures.note("Plain JDBC, same rows, 4 connections", median(bare), "messages/s");
      figures.note("PostgreSQL journal, 4 lanes", median(lanes), "messages/s");
      figures.atLeast("  of plain JDBC", 100 * median(lanes) / median(bare), 50, "%");
      oneInstance(server);
    }
  }

  /** Whole messages, from acceptance to the final receipt, by one loop; both chains run with it. */
  private void oneInstance(EmbeddedPostgres server) {
    List<Double> rates = new ArrayList<>();
    int messages = quick ? 200 : 2_000;
    for (int round = 0; round <= rounds(); round++) {
      progress("one instance over PostgreSQL, round " + round);
      // Applications of their own, so that none finds the messages of another round.
      PostgresJournalOptions options =
          PostgresJournalOptions.builder().schema("instance_" + round).build();
      try (Journey journey =
          Journey.over(PostgresJournal.connect(Server.url(server), options), Room.RELAY, round)) {
        long begin = System.nanoTime();
        journey.carryTogether(messages);
        rates.add(messages * SECOND / (System.nanoTime() - begin));
      }
    }
    // The first one warms up.
    double rate = median(rates.subList(1, rates.size()));
    figures.note("One instance over PostgreSQL, whole messages", rate, "messages/s");
    for (Duration blocks : BLOCK_TIMES) {
      double perKey = Interlane.DEFAULT_MAX_IN_FLIGHT_PER_ACCOUNT * SECOND / blocks.toNanos();
      figures.note(
          "  an account's pending transactions allow, blocks of " + blocks.toMillis() + " ms",
          perKey,
          "messages/s");
    }
  }

  private static double lanes(EmbeddedPostgres server, long millis, String name) {
    try (PostgresJournal journal =
        PostgresJournal.connect(Server.url(server), PostgresJournalOptions.builder().build())) {
      return inParallel(
          millis,
          lane -> {
            String sender = name + " lane " + lane;
            Lease lease = journal.acquire(sender);
            return sequence -> {
              List<MessageRecord> messages = new ArrayList<>();
              for (int i = 0; i < LANE_BATCH; i++) {
                messages.add(Transitions.message(sender, sequence + i));
              }
              journal.commit(lease, Transitions.accepted(messages));
              journal.commit(lease, Transitions.dispatched(messages));
            };
          });
    }
  }

  private static double bare(EmbeddedPostgres server, long millis) throws SQLException {
    BareRows.prepare(server.getPostgresDatabase());
    List<BareRows> writers = new ArrayList<>();
    try {
      for (int i = 0; i < LANES; i++) {
        writers.add(new BareRows(server.getPostgresDatabase(), i));
      }
      return inParallel(millis, lane -> sequence -> writers.get(lane).write(LANE_BATCH));
    } finally {
      for (BareRows writer : writers) {
        writer.close();
      }
    }
  }

  /** Writes a batch of messages that begin with a sequence. */
  private interface Batches {
    void write(long sequence) throws SQLException;
  }

  /** Makes the work of a lane. */
  private interface Lanes {
    Batches lane(int number);
  }

  private static double inParallel(long millis, Lanes lanes) {
    long begin = System.nanoTime();
    long end = begin + millis * 1_000_000;
    try (ExecutorService pool = Executors.newFixedThreadPool(LANES)) {
      List<CompletableFuture<Long>> workers = new ArrayList<>();
      for (int i = 0; i < LANES; i++) {
        int number = i;
        workers.add(
            CompletableFuture.supplyAsync(
                () -> {
                  Batches work = lanes.lane(number);
                  long kept = 0;
                  while (System.nanoTime() < end) {
                    try {
                      work.write(kept);
                    } catch (SQLException failure) {
                      throw new IllegalStateException(failure);
                    }
                    kept += LANE_BATCH;
                  }
                  return kept;
                },
                pool));
      }
      long kept = workers.stream().mapToLong(CompletableFuture::join).sum();
      return kept * SECOND / (System.nanoTime() - begin);
    }
  }

  private static double median(List<Double> rounds) {
    return rounds.stream().sorted().toList().get(rounds.size() / 2);
  }

  private static void deleteTree(Path root) throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> paths = Files.walk(root)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static void progress(String what) {
    System.err.println(what);
  }
}
