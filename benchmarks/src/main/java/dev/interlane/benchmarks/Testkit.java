package dev.interlane.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures messages from send to final receipt on simulated networks. CPU time rather than time on
 * the clock, because other processes change the latter; every comparison is within one run.
 */
@Command(
    name = "testkit",
    mixinStandardHelpOptions = true,
    description = "Measures messages from send to final receipt on simulated networks.",
    footer = {
      "",
      "Signature work is what the same number of signs and recovers takes alone, measured beside"
          + " each round. The client's bound per account, the blocks and the pools are raised, so"
          + " that batches do not wait for simulated blocks. Two cores means two independent"
          + " networks, one per thread. Figures go to standard output, progress to standard error."
    })
final class Testkit implements Callable<Integer> {
  private static final int CORES = 2;
  private static final double MILLI = 1e6;
  private static final double MICRO = 1e3;
  private static final double SECOND = 1e9;
  private static final double MEBI = 1 << 20;

  @Option(names = "--quick", description = "A short form: fewer rounds, figures less steady.")
  private boolean quick;

  @Mixin private final Report report = new Report();

  private final Figures figures = new Figures();

  @Override
  public Integer call() throws IOException, InterruptedException {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    networksReady();
    warmUp();
    oneMessage(Room.RELAY);
    oneMessage(Room.VALIDATOR);
    throughput(Room.RELAY);
    throughput(Room.VALIDATOR);
    inFlight();
    report.give(quick ? "; short form" : "", figures);
    return 0;
  }

  private void networksReady() {
    progress("networks of two chains");
    int rounds = quick ? 60 : 300;
    List<Effort> efforts = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      long seed = i;
      efforts.add(Effort.of(() -> Journey.start(Room.RELAY, seed).close()));
    }
    List<Effort> warm = efforts.subList(rounds / 3, rounds);
    figures.atMost("Warm network of two chains with a client", wallMedian(warm) / MILLI, 50, "ms");
    figures.note("  of which CPU", threadMedian(warm) / MILLI, "ms");
  }

  /** Runs everything until it is compiled; a busy machine compiles late. */
  private void warmUp() {
    progress("nothing yet, warming up");
    for (Room room : Room.values()) {
      for (int i = 0; i < (quick ? 3 : 10); i++) {
        try (Journey journey = Journey.start(room, i)) {
          journey.carry(1_000);
          journey.carryOneByOne(300);
        }
      }
    }
  }

  private void oneMessage(Room room) {
    String name = room.name().toLowerCase(Locale.ROOT);
    progress(name + ", one message at a time");
    int rounds = quick ? 5 : 11;
    int messages = quick ? 100 : 200;
    List<Double> own = new ArrayList<>();
    List<Double> signing = new ArrayList<>();
    List<Double> allocated = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      try (Journey journey = Journey.start(room, 1_000 + i)) {
        Effort all = Effort.of(() -> journey.carryOneByOne(messages));
        Effort alone = Effort.of(new SignatureWork(all.signatures()));
        own.add((all.threadNanos() - alone.threadNanos()) / (double) messages);
        signing.add(alone.threadNanos() / (double) messages);
        allocated.add(all.allocatedBytes() / (double) messages);
      }
    }
    String label = "One message (" + name + "), CPU beyond signatures";
    figures.atMost(label, median(warm(own)) / MILLI, 1, "ms");
    figures.note("  its signature work", median(warm(signing)) / MILLI, "ms");
    figures.note("  allocated", median(warm(allocated)) / 1024, "KiB");
  }

  private void throughput(Room room) throws InterruptedException {
    String name = room.name().toLowerCase(Locale.ROOT);
    progress(name + ", throughput on two threads");
    int rounds = quick ? 4 : 9;
    int batch = quick ? 1_000 : 2_000;
    List<Double> perSecond = new ArrayList<>();
    List<Double> clock = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    List<Double> own = new ArrayList<>();
    List<Double> signs = new ArrayList<>();
    List<Double> recovers = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      try (Journey one = Journey.start(room, 2_000 + i);
          Journey other = Journey.start(room, 3_000 + i)) {
        Effort all = Effort.together(List.of(() -> one.carry(batch), () -> other.carry(batch)));
        SignatureWork work = SignatureWork.part(all.signatures(), CORES);
        Effort alone = Effort.together(List.of(work, work));
        double messages = CORES * batch;
        perSecond.add(CORES * messages * SECOND / all.processNanos());
        clock.add(messages * SECOND / all.wallNanos());
        shares.add(100.0 * alone.threadNanos() / all.processNanos());
        own.add((all.threadNanos() - alone.threadNanos()) / messages);
        signs.add(all.signatures().signs() / messages);
        recovers.add(all.signatures().recovers() / messages);
      }
    }
    double rate = median(warm(perSecond));
    double share = median(warm(shares));
    String label = "Throughput (" + name + "), two cores' CPU time";
    String ofLimit = "  of the signature limit";
    if (room == Room.RELAY) {
      figures.atLeast(label, rate, 5_000, "messages/s");
      figures.note(ofLimit, share, "%");
    } else {
      figures.note(label, rate, "messages/s");
      figures.atLeast(ofLimit, share, 60, "%");
    }
    figures.note("  by the clock, under this load", median(warm(clock)), "messages/s");
    figures.note("  CPU per message beyond signatures", median(warm(own)) / MICRO, "us");
    figures.note("  signatures made per message", median(warm(signs)), "");
    figures.note("  signers recovered per message", median(warm(recovers)), "");
  }

  private void inFlight() throws IOException, InterruptedException {
    int messages = quick ? 10_000 : 100_000;
    progress(messages + " messages in flight, in a JVM of 1 GiB");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                InFlight.class.getName(),
                Integer.toString(messages))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    String[] fields = answer.strip().split(" ");
    if (status != 0 || fields.length != 2) {
      throw new IllegalStateException(
          "The JVM with "
              + messages
              + " messages ended with status "
              + status
              + " and said '"
              + answer
              + "'; its errors are above");
    }
    long held = Long.parseLong(fields[0]);
    double mebibytes = Long.parseLong(fields[1]) / MEBI;
    String label = String.format(Locale.ROOT, "%,d messages in flight, live heap", held);
    if (quick) {
      figures.note(label, mebibytes, "MiB");
    } else if (held == messages) {
      figures.atMost(label, mebibytes, 1_024, "MiB");
    } else {
      throw new IllegalStateException("Only " + held + " of " + messages + " were dispatched");
    }
    figures.note("  per message, both chains included", mebibytes * 1024 / held, "KiB");
  }

  private static void progress(String what) {
    System.err.println("Measuring " + what + " ...");
  }

  /** Without the first third, in which classes are loaded and compiled. */
  private static List<Double> warm(List<Double> rounds) {
    return rounds.subList(rounds.size() / 3, rounds.size());
  }

  private static double wallMedian(List<Effort> efforts) {
    return median(efforts.stream().map(effort -> (double) effort.wallNanos()).toList());
  }

  private static double threadMedian(List<Effort> efforts) {
    return median(efforts.stream().map(effort -> (double) effort.threadNanos()).toList());
  }

  private static double median(List<Double> figures) {
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
