package dev.interlane.benchmarks;

import dev.interlane.message.MessageId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Kills a process that sends messages, starts it again, and in the end counts. */
final class KillLoop {
  /** Of each so many messages one is ordered. */
  static final int ORDERED_EVERY = 2;

  /** Messages a process sends at most before it only waits; most are killed before. */
  private static final int PER_LIFE = 12;

  private final KilledChains chains;
  private final Path journal;
  private final Random chance;
  private final TreeMap<Integer, MessageId> acknowledged = new TreeMap<>();
  private final List<Long> recoveryNanos = new ArrayList<>();
  private final List<Long> recoveryCpuNanos = new ArrayList<>();
  private int killed;

  /**
   * What became of it.
   *
   * @param killed how many processes were killed
   * @param acknowledged how many messages a process had said it accepted
   * @param lost acknowledged, and unknown to the last process
   * @param unfinished without a final receipt of an execution
   * @param twice executed more than once
   * @param outOfOrder executed before an earlier one of their ordered lane
   * @param recoveryNanos from opening the journal until messages are taken, for each start
   * @param recoveryCpuNanos the same in CPU time, which other processes do not stretch
   */
  record Ending(
      int killed,
      int acknowledged,
      int lost,
      int unfinished,
      int twice,
      int outOfOrder,
      List<Long> recoveryNanos,
      List<Long> recoveryCpuNanos) {
    boolean isGood() {
      return lost + unfinished + twice + outOfOrder == 0;
    }
  }

  private KillLoop(long seed, KilledChains chains, Path journal) {
    this.chains = chains;
    this.journal = journal;
    this.chance = new Random(seed);
  }

  /** Over chains that stay the caller's; the seed is that of chance. */
  static Ending run(long seed, KilledChains chains, int kills, Path journal, IntConsumer progress)
      throws IOException, InterruptedException {
    KillLoop loop = new KillLoop(seed, chains, journal);
    while (loop.killed < kills) {
      progress.accept(loop.killed);
      loop.live();
    }
    return loop.finish();
  }

  /** One life: sends on from what is acknowledged, and dies at a moment that chance chooses. */
  private void live() throws IOException, InterruptedException {
    Process process = start("send", next(), PER_LIFE);
    // Some die while they start, some while they send, some while they only wait.
    int linesToLive = chance.nextInt(PER_LIFE + 4);
    Duration andThen = Duration.ofMillis(chance.nextInt(400));
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      for (int line = 0; line < linesToLive; line++) {
        String text = said.readLine();
        if (text == null) {
          throw new IllegalStateException(
              "A process ended by itself with status " + process.waitFor());
        }
        hear(text);
      }
      boolean ended = process.waitFor(andThen.toMillis(), TimeUnit.MILLISECONDS);
      // SIGKILL: no hook, no flush, no goodbye. By its handle, which leaves what it said readable.
      process.toHandle().destroyForcibly();
      killed += ended ? 0 : 1;
      said.lines().forEach(this::hear);
    }
    process.waitFor();
  }

  private int next() {
    return acknowledged.isEmpty() ? 0 : acknowledged.lastKey() + 1;
  }

  private void hear(String text) {
    String[] words = text.split(" ");
    switch (words[0]) {
      case "ready" -> {
        recoveryNanos.add(Long.parseLong(words[1]));
        recoveryCpuNanos.add(Long.parseLong(words[2]));
      }
      case "acked" -> acknowledged.put(Integer.parseInt(words[1]), MessageId.parse(words[2]));
      case "ended" -> {
        // Told again by the last process.
      }
      default -> throw new IllegalStateException("A process said '" + text + "'");
    }
  }

  private Ending finish() throws IOException, InterruptedException {
    int end = next();
    Process process = start("finish", 0, end);
    int lost = 0;
    int unfinished = 0;
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      for (String text : said.lines().toList()) {
        if (text.startsWith("ended ")) {
          lost += text.endsWith("LOST") ? 1 : 0;
          unfinished += text.endsWith("Executed") ? 0 : 1;
          end--;
        } else {
          hear(text);
        }
      }
    }
    if (process.waitFor() != 0 || end != 0) {
      throw new IllegalStateException(
          "The last process left " + end + " messages untold, status " + process.exitValue());
    }
    return new Ending(
        killed,
        acknowledged.size(),
        lost,
        unfinished - lost,
        twice(),
        outOfOrder(),
        recoveryNanos,
        recoveryCpuNanos);
  }

  private Process start(String what, int first, int count) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(what, journal.toString(), Integer.toString(first), Integer.toString(count)));
    arguments.addAll(chains.arguments());
    return ChildProcess.start(KillChild.class, arguments);
  }

  private int twice() {
    return chains.executedTwice(acknowledged.values());
  }

  private int outOfOrder() {
    return chains.outOfOrder(acknowledged, ORDERED_EVERY);
  }
}
