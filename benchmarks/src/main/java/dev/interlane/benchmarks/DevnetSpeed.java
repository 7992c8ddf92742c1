package dev.interlane.benchmarks;

import dev.interlane.devnet.Devnet;
import dev.interlane.primitive.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures messages over real nodes against what the same nodes take as bare transactions. */
@Command(
    name = "devnet",
    mixinStandardHelpOptions = true,
    description = "Measures messages over two anvil nodes against bare transactions.",
    footer = {
      "",
      "The baseline is bare dispatches, pipelined, on both chains at once by the keys that the"
          + " messages use, with the same number of transactions waiting to be included. A message"
          + " is two transactions, so half of it is what messages could reach. Each figure is taken"
          + " on nodes of its own. A message is over when its delivery is in a block; latency is"
          + " taken with messages sent evenly, at half the rate just measured. Needs Node 18."
          + " Figures go to standard output, progress to standard error."
    })
final class DevnetSpeed implements Callable<Integer> {
  private static final double SECOND = 1e9;
  private static final double MILLI = 1e6;
  private static final Duration BLOCK_TIME = Duration.ofSeconds(1);

  /** As long as the body of the measured call with its header. */
  private static final Bytes BODY = Bytes.fromHex("11".repeat(149));

  private static final double BAR_OF_HALF = 0.8;
  private static final double BAR_BLOCKS = 3;

  /** How often a figure is measured, until the nodes do not stand still meanwhile. */
  private static final int MAX_TRIES = 10;

  @Option(
      names = "--messages",
      paramLabel = "N",
      description = "Messages of each run (${DEFAULT-VALUE}).")
  private int messages = 1_000;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description =
          "Messages of each kind before anything is measured, so that classes are compiled"
              + " (${DEFAULT-VALUE}).")
  private int warmUp = 300;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      description =
          "Transactions of one account that may wait to be included (${DEFAULT-VALUE}; clients have"
              + " 16 unless told otherwise).")
  private int inFlight = 128;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "WAY",
      description = "Only these ways of messages, of ${COMPLETION-CANDIDATES}.")
  private List<DevnetRoom> rooms = List.of(DevnetRoom.values());

  @Mixin private final Report report = new Report();

  private @Nullable CommandSpec spec;

  private final Figures figures = new Figures();
  private double bareRate;

  /** For messages about options; called by picocli. */
  @Spec
  void spec(CommandSpec given) {
    spec = given;
  }

  @Override
  public Integer call() throws IOException {
    if (messages < 1 || warmUp < 0 || inFlight < 1) {
      throw new CommandLine.ParameterException(
          Objects.requireNonNull(spec, "spec").commandLine(),
          "--messages and --in-flight must be at least 1, --warm-up at least 0");
    }
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    warmUp();
    measure("a block per transaction", Optional.empty());
    measure("1 s blocks", Optional.of(BLOCK_TIME));
    report.give(
        String.format(
            Locale.ROOT, ". %,d messages each, %d in flight per account", messages, inFlight),
        figures);
    return 0;
  }

  private void warmUp() {
    if (warmUp == 0) {
      return;
    }
    for (DevnetRoom room : rooms) {
      progress("nothing yet, warming up " + room.label());
      onNodes(
          Optional.empty(),
          devnet -> {
            try (DevnetJourney journey = DevnetJourney.start(room, devnet, inFlight)) {
              journey.carry(warmUp, Optional.empty());
            }
            return () -> {};
          });
    }
    onNodes(
        Optional.empty(),
        devnet -> {
          sendRaw(devnet, warmUp);
          return () -> {};
        });
  }

  private void measure(String blocks, Optional<Duration> blockTime) {
    progress("bare transactions, " + blocks);
    onNodes(blockTime, devnet -> baseline(devnet, blocks));
    for (DevnetRoom room : rooms) {
      progress(room.label() + ", " + blocks);
      onNodes(blockTime, devnet -> messages(room, devnet, blocks, blockTime));
    }
  }

  private Runnable baseline(Devnet devnet, String blocks) {
    NodesCpu cpu = NodesCpu.of(() -> sendRaw(devnet, messages));
    return () -> noteBaseline(blocks, cpu);
  }

  private void noteBaseline(String blocks, NodesCpu cpu) {
    bareRate = 2 * messages * SECOND / cpu.wallNanos();
    figures.note("Bare transactions, " + blocks, bareRate, "transactions/s");
    figures.note("  CPU of the client per two", cpu.ownNanos() / MILLI / messages, "ms");
    figures.note("  CPU of the nodes per two", cpu.nodesNanos() / MILLI / messages, "ms");
  }

  private Runnable messages(
      DevnetRoom room, Devnet devnet, String blocks, Optional<Duration> blockTime) {
    try (DevnetJourney journey = DevnetJourney.start(room, devnet, inFlight)) {
      long before = journey.requests();
      NodesCpu cpu = NodesCpu.of(() -> journey.carry(messages, Optional.empty()));
      double rate = messages * SECOND / cpu.wallNanos();
      long requests = journey.requests() - before;
      Duration interval = Duration.ofNanos((long) (2 * SECOND / rate));
      long[] took = journey.carry(messages, Optional.of(interval));
      return () -> {
        figures.note("Messages, " + room.label() + ", " + blocks, rate, "messages/s");
        figures.atLeast(
            "  of half the bare transactions", 200 * rate / bareRate, 100 * BAR_OF_HALF, "%");
        figures.note("  CPU of the client per message", cpu.ownNanos() / MILLI / messages, "ms");
        figures.note("  CPU of the nodes per message", cpu.nodesNanos() / MILLI / messages, "ms");
        figures.note("  requests to the nodes per message", requests / (double) messages, "");
        noteLatency(took, blockTime);
      };
    }
  }

  private void noteLatency(long[] took, Optional<Duration> blockTime) {
    double median = took[took.length / 2];
    double most = took[took.length * 99 / 100];
    if (blockTime.isPresent()) {
      double block = blockTime.get().toNanos();
      figures.atMost("  latency at half that rate, p50", median / block, BAR_BLOCKS, "blocks");
      figures.note("  latency at half that rate, p99", most / block, "blocks");
    } else {
      figures.note("  latency at half that rate, p50", median / MILLI, "ms");
      figures.note("  latency at half that rate, p99", most / MILLI, "ms");
    }
  }

  /** On both chains at once, with the keys that messages have there. */
  private void sendRaw(Devnet devnet, int each) {
    try (RawPipeline origin =
            RawPipeline.over(devnet.chains().get(0), devnet.sender(), BODY, inFlight);
        RawPipeline destination =
            RawPipeline.over(devnet.chains().get(1), devnet.trustedRelayer(), BODY, inFlight);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List.of(origin, destination).stream()
          .map(chain -> CompletableFuture.runAsync(() -> chain.send(each), threads))
          .toList()
          .forEach(CompletableFuture::join);
    }
  }

  /** What is measured on nodes of its own, and is noted if they did not stand still. */
  @FunctionalInterface
  private interface OnNodes {
    Runnable run(Devnet devnet);
  }

  private static void onNodes(Optional<Duration> blockTime, OnNodes work) {
    Devnet.Builder builder = Devnet.builder();
    blockTime.ifPresent(builder::blockTime);
    for (int tries = 1; tries <= MAX_TRIES; tries++) {
      try (Devnet devnet = builder.start()) {
        AtomicReference<Runnable> notes = new AtomicReference<>(() -> {});
        if (StandstillWatch.during(devnet, () -> notes.set(work.run(devnet))) == 0) {
          notes.get().run();
          return;
        }
      }
      progress("that again: a node lost track of its pool and stood still for seconds");
    }
    throw new IllegalStateException("The nodes stood still in each of " + MAX_TRIES + " tries");
  }

  private static void progress(String what) {
    System.err.println("Measuring " + what + " ...");
  }
}
