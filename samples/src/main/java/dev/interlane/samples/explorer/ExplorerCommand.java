package dev.interlane.samples.explorer;

import dev.interlane.client.MessageFilter;
import dev.interlane.client.Operator;
import dev.interlane.error.MessagingException;
import dev.interlane.explorer.Explorer;
import dev.interlane.explorer.ExplorerPage;
import dev.interlane.explorer.ExplorerRun;
import dev.interlane.explorer.ExplorerServer;
import dev.interlane.explorer.ExplorerSource;
import dev.interlane.journal.PostgresJournal;
import dev.interlane.journal.PostgresJournalOptions;
import dev.interlane.journal.SqliteJournal;
import dev.interlane.pipeline.Interlane;
import dev.interlane.samples.Paint;
import dev.interlane.samples.simulate.Rooms;
import dev.interlane.spi.Journal;
import dev.interlane.testkit.fault.FaultPlan;
import dev.interlane.testkit.simulation.Simulation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows chains, blocks and messages in a browser: {@code ./samples/run explorer}. */
@Command(
    name = "explorer",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = {
      "Shows chains as tracks, blocks on a time axis and messages as arrows, in a browser.",
      "",
      "Without JOURNAL it runs a live client on simulated chains and serves what its journal holds."
          + " With --seed it writes a whole simulated run as one file.",
      ""
    },
    footer = {
      "",
      "Served pages are on the loopback interface and follow the journal as messages move; looking changes nothing and works beside"
          + " the application that owns the journal.",
      "Exit status: 0 when it was done, 1 when it could not be, 2 for a wrong command line."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ExplorerCommand implements Callable<Integer> {
  private static final long LIVE_SEED = 1;
  private static final Duration LIVE_STEP = Duration.ofMillis(100);
  private static final int LIVE_SPEED = 4;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "JOURNAL",
      description = "the directory of a SQLite journal, or the JDBC URL of a PostgreSQL one")
  private @Nullable String location;

  @Option(
      names = "--app",
      paramLabel = "NAME",
      defaultValue = "interlane",
      description = "the application's name, as its client has it (default: ${DEFAULT-VALUE})")
  private String appId;

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      description = "with JOURNAL: messages accepted this long ago or later, such as PT6H")
  private @Nullable Duration since;

  @Option(names = "--seed", paramLabel = "N", description = "a simulated run from this seed")
  private @Nullable Long seed;

  @Option(
      names = "--messages",
      paramLabel = "N",
      defaultValue = "50",
      description = "messages in a simulated run (default: ${DEFAULT-VALUE})")
  private int messages;

  @Option(
      names = "--faults",
      paramLabel = "PLAN",
      description =
          "with --seed: these faults instead of those the seed draws, as a story prints them; empty for none")
  private @Nullable String faults;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "write one file instead of serving it (with --seed by default: explorer-seed-N.html)")
  private @Nullable Path out;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8480",
      description = "where it is served; 0 for any free port (default: ${DEFAULT-VALUE})")
  private int port;

  /** Called by the launcher's command line. */
  public ExplorerCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    try {
      if (location != null) {
        return journal(location);
      }
      return seed != null ? simulated(seed) : live();
    } catch (MessagingException refused) {
      return refuse(refused.getMessage() + (refused.hint().isEmpty() ? "" : "\n" + refused.hint()));
    } catch (IOException unusable) {
      return refuse(String.valueOf(unusable.getMessage()));
    }
  }

  private int simulated(long chosen) throws IOException {
    quiet();
    Simulation simulation = Rooms.simulation(messages).build();
    ExplorerRun run;
    try {
      run =
          faults == null
              ? simulation.picture(chosen)
              : simulation.picture(chosen, FaultPlan.parse(faults));
    } catch (IllegalArgumentException unreadable) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(unreadable.getMessage()), unreadable);
    }
    return write(run, out == null ? Path.of("explorer-seed-" + chosen + ".html") : out);
  }

  private int journal(String where) throws IOException, InterruptedException {
    try (Journal journal = open(where)) {
      Operator operator = Interlane.operator(journal, appId, InstantSource.system());
      if (out != null) {
        ExplorerRun run =
            ExplorerRun.builder()
                .title(appId)
                .subtitle(where)
                .addMessagesOf(operator, filter())
                .build();
        return write(run, out);
      }
      return serve(ExplorerSource.of(operator, journal).only(filter()), appId);
    }
  }

  /** A second on the clock is several on the chains. */
  private int live() throws IOException, InterruptedException {
    quiet();
    try (LiveBackend backend = new LiveBackend(LIVE_SEED);
        ExplorerServer server =
            ExplorerServer.start(Explorer.of(backend.source(), "A simulated backend"), port)) {
      say("A simulated backend at " + server.address() + " until Ctrl-C");
      while (true) {
        backend.pass(LIVE_STEP.multipliedBy(LIVE_SPEED));
        Thread.sleep(LIVE_STEP);
      }
    }
  }

  /** Warnings about trouble are what a simulation is made of. */
  private static void quiet() {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
  }

  private MessageFilter filter() {
    return since == null
        ? MessageFilter.all()
        : MessageFilter.builder()
            .acceptedFrom(InstantSource.system().instant().minus(since))
            .build();
  }

  private static Journal open(String where) {
    return where.startsWith("jdbc:")
        ? PostgresJournal.connect(
            where,
            PostgresJournalOptions.builder()
                .migrate(PostgresJournalOptions.Migration.NEVER)
                .build())
        : SqliteJournal.look(Path.of(where));
  }

  private int serve(ExplorerSource source, String title) throws IOException, InterruptedException {
    try (ExplorerServer server = ExplorerServer.start(Explorer.of(source, title), port)) {
      say("Serving " + title + " at " + server.address() + " until Ctrl-C");
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private int write(ExplorerRun run, Path file) throws IOException {
    byte[] page = ExplorerPage.of(run).html().toArray();
    Files.write(file, page);
    say(
        String.format(
            Locale.ROOT,
            "%s: %d messages, %,d KB. Open it in a browser.",
            file,
            run.messages().size(),
            page.length / 1024));
    return 0;
  }

  private void say(String line) {
    PrintWriter to = spec.commandLine().getOut();
    to.println(new Paint(spec.commandLine().getColorScheme().ansi()).strong(line));
    to.flush();
  }

  private int refuse(String why) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(why);
    err.flush();
    return 1;
  }
}
