package dev.interlane.samples.journal;

import dev.interlane.client.Operator;
import dev.interlane.client.RetryReport;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What changes a journal. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class SteerCommands {
  private SteerCommands() {}

  private static void say(CommandSpec spec, String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }

  /** Lets a message go on. */
  @Command(
      name = "resume",
      sortOptions = false,
      mixinStandardHelpOptions = true,
      description = "Lets a parked or undelivered message go on, with a fresh count of attempts.")
  static final class Resume implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Opened opened;

    @Parameters(index = "1", paramLabel = "MESSAGE", description = "its id, or the beginning of it")
    private String message;

    @Override
    public Integer call() {
      return opened.change(
          message,
          (id, operator) -> {
            operator.resume(id);
            say(spec, "resumed " + id + "; it goes on when the application starts");
            return 0;
          });
    }
  }

  /** Stops a message. */
  @Command(
      name = "cancel",
      sortOptions = false,
      mixinStandardHelpOptions = true,
      description = {
        "Stops a message. One of which nothing was signed is taken back; of another no further step"
            + " is begun, and it ends as what really happens."
      })
  static final class Cancel implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Opened opened;

    @Parameters(index = "1", paramLabel = "MESSAGE", description = "its id, or the beginning of it")
    private String message;

    @Override
    public Integer call() {
      return opened.change(
          message,
          (id, operator) -> {
            operator.cancel(id);
            say(spec, "cancel of " + id + ": it is " + operator.explain(id).standing() + " now");
            return 0;
          });
    }
  }

  /** Offers more for a message's transaction. */
  @Command(
      name = "replace",
      sortOptions = false,
      mixinStandardHelpOptions = true,
      description = {
        "Offers more for a message's transaction that waits. It takes the chain and the key, so it"
            + " is the running application that does it: client.operator().replace(id)."
      })
  static final class Replace implements Callable<Integer> {
    @Mixin private Opened opened;

    @Parameters(index = "1", paramLabel = "MESSAGE", description = "its id, or the beginning of it")
    private String message;

    @Override
    public Integer call() {
      return opened.look(
          message,
          (id, operator) -> {
            operator.replace(id);
            return 0;
          });
    }
  }

  /** Lets all messages go on that fit. */
  @Command(
      name = "retry",
      sortOptions = false,
      mixinStandardHelpOptions = true,
      description = "Resumes every parked or undelivered message that fits.")
  static final class Retry implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Opened opened;
    @Mixin private FilterOptions options;

    @Override
    public Integer call() {
      return opened.change(this::retry);
    }

    private int retry(Operator operator) {
      RetryReport report;
      try {
        report = operator.retry(options.filter(), options.after(), options.limit());
      } catch (IllegalArgumentException malformed) {
        throw new ParameterException(
            spec.commandLine(), String.valueOf(malformed.getMessage()), malformed);
      }
      if (opened.json()) {
        say(spec, Json.of(report));
      } else {
        report.resumed().forEach(id -> say(spec, "resumed " + id));
        report.refused().forEach((id, why) -> say(spec, "refused " + id + ": " + why));
        say(
            spec,
            report.resumed().size()
                + " resumed, "
                + report.refused().size()
                + " refused"
                + report.next().map(next -> "; there may be more: --after " + next).orElse(""));
      }
      return report.refused().isEmpty() ? 0 : 1;
    }
  }
}
