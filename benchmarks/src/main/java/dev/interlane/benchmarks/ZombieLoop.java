package dev.interlane.benchmarks;

import dev.interlane.message.MessageId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Three instances over one database, of which the one that works is killed, or stopped until
 * another has taken over and then let go on; in the end everything is counted.
 */
final class ZombieLoop {
  static final Duration HEARTBEAT = Duration.ofSeconds(1);
  static final Duration TAKEOVER = Duration.ofSeconds(4);

  /** Few are ordered: their lane gets one into a block. */
  static final int ORDERED_EVERY = 50;

  private static final int INSTANCES = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final ZombieWorld world;
  private final int batch;
  private final Random chance;
  private final ConcurrentSkipListMap<Integer, MessageId> acknowledged =
      new ConcurrentSkipListMap<>();
  private final TreeMap<String, Instance> running = new TreeMap<>();
  private final List<Long> takeoverNanos = new ArrayList<>();

  /** All that were ever started; a stopped one is in {@link #running} only once it goes on. */
  private final List<Process> started = new ArrayList<>();

  /** Permits are acknowledgements not waited for yet. */
  private final Semaphore acknowledgements = new Semaphore(0);

  private int next;
  private int killed;
  private int stopped;

  /**
   * What became of it.
   *
   * @param killed how many instances were killed while they worked
   * @param stopped how many were stopped past their lease while they worked, and then went on
   * @param takeoverNanos from each until another one had committed what happened next
   */
  record Ending(
      int killed,
      int stopped,
      int acknowledged,
      int lost,
      int unfinished,
      int twice,
      int outOfOrder,
      List<Long> takeoverNanos) {
    boolean isGood() {
      return lost + unfinished + twice + outOfOrder == 0;
    }
  }

  private record Instance(String name, Process process, BufferedWriter orders) {}

  private ZombieLoop(long seed, ZombieWorld world, int batch) {
    this.world = world;
    this.batch = batch;
    this.chance = new Random(seed);
  }

  /** Sends {@code batch} messages before, and {@code batch} after each of so many faults. */
  static Ending run(long seed, int faults, int batch, IntConsumer progress)
      throws IOException, InterruptedException, SQLException {
    try (ZombieWorld world = ZombieWorld.start(seed)) {
      ZombieLoop loop = new ZombieLoop(seed, world, batch);
      try {
        for (int i = 0; i < INSTANCES; i++) {
          loop.start("instance-" + i);
        }
        loop.sendBatch();
        for (int fault = 0; fault < faults; fault++) {
          progress.accept(fault);
          loop.disturb(fault % 2 == 0);
          loop.sendBatch();
        }
        return loop.count();
      } finally {
        loop.started.forEach(Process::destroyForcibly);
      }
    }
  }

  private void start(String name) throws IOException {
    Process process = ChildProcess.start(ZombieChild.class, world.arguments(name));
    started.add(process);
    running.put(name, new Instance(name, process, process.outputWriter(StandardCharsets.UTF_8)));
    Thread.ofVirtual()
        .start(() -> process.inputReader(StandardCharsets.UTF_8).lines().forEach(this::hear));
  }

  private void hear(String text) {
    String[] words = text.split(" ");
    if (words[0].equals("acked")) {
      acknowledged.put(Integer.parseInt(words[1]), MessageId.parse(words[2]));
      acknowledgements.release();
    }
  }

  /**
   * Has instances send, one message after the other, so that the order is known: whichever sends,
   * one is acknowledged before the next is sent.
   */
  private void sendBatch() throws IOException, InterruptedException {
    List<Instance> senders = List.copyOf(running.values());
    for (int i = 0; i < batch; i++) {
      Instance sender = senders.get(chance.nextInt(senders.size()));
      sender.orders().write(next++ + "\n");
      sender.orders().flush();
      if (!acknowledgements.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(sender.name() + " did not send within " + PATIENCE);
      }
    }
  }

  /** Kills or stops the one that works; measures until another one has gone on. */
  private void disturb(boolean kill) throws IOException, InterruptedException, SQLException {
    ZombieWorld.Standing before = world.awaitHolder(PATIENCE);
    Instance worker = running.get(before.instance());
    if (worker == null) {
      throw new IllegalStateException("Nobody is named " + before.instance());
    }
    long begun = System.nanoTime();
    if (kill) {
      running.remove(worker.name());
      worker.process().toHandle().destroyForcibly();
      killed++;
    } else {
      signal(worker, "STOP");
      stopped++;
    }
    // Something to go on with, sent to those who stand by.
    running.remove(worker.name());
    sendBatch();
    world.awaitProgress(before, PATIENCE);
    takeoverNanos.add(System.nanoTime() - begun);
    if (kill) {
      start(worker.name());
    } else {
      signal(worker, "CONT");
      running.put(worker.name(), worker);
    }
  }

  private static void signal(Instance instance, String signal)
      throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("kill", "-" + signal, Long.toString(instance.process().pid()))
            .inheritIO()
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException("kill -" + signal + " ended with " + status);
    }
  }

  private Ending count() throws InterruptedException, SQLException {
    world.awaitQuiet(PATIENCE);
    int lost = 0;
    int unfinished = 0;
    for (MessageId id : acknowledged.values()) {
      String outcome = world.outcome(id);
      lost += outcome.equals("LOST") ? 1 : 0;
      unfinished += outcome.equals("EXECUTED") || outcome.equals("LOST") ? 0 : 1;
    }
    return new Ending(
        killed,
        stopped,
        acknowledged.size(),
        lost,
        unfinished,
        world.chains().executedTwice(acknowledged.values()),
        world.chains().outOfOrder(acknowledged, ORDERED_EVERY),
        takeoverNanos);
  }
}
