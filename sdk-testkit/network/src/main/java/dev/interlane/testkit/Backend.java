package dev.interlane.testkit;

import dev.interlane.client.CloseMode;
import dev.interlane.client.MessagingClient;
import dev.interlane.pipeline.Interlane;
import dev.interlane.spi.Journal;
import dev.interlane.testkit.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An application's process on a simulated network: a journal that survives a crash, and a client
 * that does not. A {@link Fault.Crash} stops it at a journal commit; after its time down it starts
 * again, with a new client on the same journal.
 *
 * <pre>{@code
 * Backend backend =
 *     network.backend(
 *         new InMemoryJournal(), () -> network.clientBuilder().transport(transport), Desk::new);
 * network.faults().plan(FaultPlan.parse("3000ms crash(2,after,20000)"));
 * }</pre>
 *
 * <p>Thread-safe as its network is.
 */
public final class Backend implements AutoCloseable {
  private final SimulatedNetwork network;
  private final HaltingJournal journal;
  private final Supplier<Interlane.Builder> builder;
  private final Consumer<MessagingClient> onStart;
  private final List<MessagingClient> zombies = new ArrayList<>();
  private @Nullable MessagingClient client;
  private @Nullable SimulatedDriver driver;
  private boolean closed;

  private Backend(
      SimulatedNetwork network,
      Journal journal,
      Supplier<Interlane.Builder> builder,
      Consumer<MessagingClient> onStart) {
    this.network = network;
    this.journal = new HaltingJournal(journal, this::crashed);
    this.builder = builder;
    this.onStart = onStart;
  }

  static Backend start(
      SimulatedNetwork network,
      Journal journal,
      Supplier<Interlane.Builder> builder,
      Consumer<MessagingClient> onStart) {
    Backend backend = new Backend(network, journal, builder, onStart);
    backend.start();
    return backend;
  }

  /** The client of now; empty while the process is down. */
  public synchronized Optional<MessagingClient> client() {
    return Optional.ofNullable(client);
  }

  /** Stops the process for good. */
  @Override
  public void close() {
    List<MessagingClient> running;
    synchronized (this) {
      running = new ArrayList<>(zombies);
      if (client != null) {
        running.add(client);
      }
      client = null;
      closed = true;
    }
    running.forEach(one -> one.close(CloseMode.ABANDON, Duration.ZERO));
  }

  /** Has the process stop at one of its next journal commits. */
  void crash(Fault.Crash crash) {
    journal.crash(crash);
  }

  /** No crash is planned any more. */
  void spare() {
    journal.spare();
  }

  /** Has this process stand still while another instance starts. */
  void takeOver(Fault.TakeOver takeOver) {
    SimulatedDriver paused;
    synchronized (this) {
      if (client == null) {
        return;
      }
      zombies.add(client);
      paused = driver;
    }
    if (paused != null) {
      network.conditions().struck(takeOver);
      paused.pause(Duration.ofMillis(takeOver.pauseMillis()));
    }
    start();
  }

  private void start() {
    synchronized (this) {
      if (closed) {
        return;
      }
    }
    SimulatedDriver fresh = network.simulatedDriver();
    MessagingClient started = builder.get().driver(fresh).journal(journal).build();
    synchronized (this) {
      client = started;
      driver = fresh;
    }
    onStart.accept(started);
  }

  private void crashed(Fault.Crash crash) {
    network.conditions().struck(crash);
    MessagingClient dead;
    synchronized (this) {
      dead = client;
      client = null;
    }
    network.after(
        Duration.ZERO,
        () -> {
          if (dead != null) {
            dead.close(CloseMode.ABANDON, Duration.ZERO);
          }
        });
    network.after(Duration.ofMillis(crash.downMillis()), this::start);
  }
}
