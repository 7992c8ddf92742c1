package dev.interlane.samples.survive;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.samples.Paint;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.rpc.SimulatedNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Kills a backend in the middle of its message, and starts it again. */
@Command(
    name = "survive",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description =
        "Starts a backend that sends a message, kills it with SIGKILL in the middle, starts it"
            + " again, and shows that the message arrives once.",
    footer = {
      "",
      "The backend is a process of its own with a SQLite journal. Its two chains are simulated in"
          + " this process and served as JSON-RPC on loopback, so that they live on.",
      "",
      "Exit status: 0 when the message was executed exactly once, 1 otherwise, 2 for a wrong"
          + " command line."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class SurviveCommand implements Callable<Integer> {
  private static final Duration TICK = Duration.ofMillis(20);

  /** Simulated seconds in a real one. */
  private static final int SPEED = 20;

  private static final Bytes32 EXECUTED =
      Keccak256.hash(Bytes.fromUtf8("Executed(bytes32,uint32,bytes32,bytes4)"));

  @Spec private CommandSpec spec;

  @Option(
      names = "--at",
      paramLabel = "MOMENT",
      defaultValue = "dispatched",
      description = "when to kill it: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Moment at;

  @Option(
      names = "--journal",
      paramLabel = "DIR",
      description = "the journal's directory, kept afterwards; by default a temporary one")
  private @Nullable Path directory;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "seed of the simulation (default: ${DEFAULT-VALUE})")
  private long seed;

  /** When the backend is killed, by the event that is journaled just before. */
  enum Moment {
    accepted("Accepted"),
    signed("DispatchSubmitted"),
    dispatched("DispatchIncluded"),
    proven("ProofAccepted"),
    delivering("DeliverySubmitted"),
    executed("DeliverySeen");

    private final String event;

    Moment(String event) {
      this.event = event;
    }
  }

  /** Called by the launcher's command line. */
  public SurviveCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path journal = directory == null ? Files.createTempDirectory("interlane-survive") : directory;
    SimulatedNetwork network = SimulatedNetwork.create(seed);
    List<SimulatedNode> nodes =
        network.chains().stream().map(chain -> SimulatedNode.serve(chain.chain())).toList();
    Thread time = Thread.ofPlatform().daemon().name("simulated time").start(() -> tick(network));
    try {
      return play(network, nodes.stream().map(node -> node.url().toString()).toList(), journal);
    } finally {
      time.interrupt();
      time.join(Duration.ofSeconds(5));
      nodes.forEach(SimulatedNode::close);
      network.close();
      if (directory == null) {
        delete(journal);
      }
    }
  }

  private static void tick(SimulatedNetwork network) {
    long last = System.nanoTime();
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(TICK.toNanos());
      long now = System.nanoTime();
      network.advance(Duration.ofNanos(now - last).multipliedBy(SPEED));
      last = now;
    }
  }

  private int play(SimulatedNetwork network, List<String> urls, Path journal)
      throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Paint paint = new Paint(spec.commandLine().getColorScheme().ansi());
    out.println(paint.strong("Interlane survive") + ": kill -9 once the message is " + at);
    Process first = start(urls, journal, out, paint);
    boolean killed = listen(first, at.event, out);
    if (killed) {
      out.println(paint.bad("kill -9 " + first.pid()));
    }
    first.waitFor();
    Process second = start(urls, journal, out, paint);
    listen(second, "nothing", out);
    int status = second.waitFor();
    int executions = network.destination().chain().logs(EXECUTED).size();
    boolean good = killed && status == 0 && executions == 1;
    String verdict = "executed " + executions + (executions == 1 ? " time" : " times");
    out.println(good ? paint.good(verdict) : paint.bad(verdict));
    out.flush();
    return good ? 0 : 1;
  }

  /** Passes on what the process says; kills it at the event. Whether it was killed. */
  private static boolean listen(Process process, String event, PrintWriter out) throws IOException {
    boolean killed = false;
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      String line;
      while ((line = said.readLine()) != null) {
        if (!line.startsWith("event ")) {
          out.println(line);
          out.flush();
        } else if (!killed && line.equals("event " + event)) {
          // SIGKILL, by its handle, which leaves what it said readable.
          killed = process.toHandle().destroyForcibly();
        }
      }
    }
    return killed;
  }

  private Process start(List<String> urls, Path journal, PrintWriter out, Paint paint)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                SurvivingBackend.class.getName(),
                Long.toString(seed),
                journal.toString()));
    command.addAll(urls);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    out.println(paint.quiet("backend started, process " + process.pid()));
    out.flush();
    return process;
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
