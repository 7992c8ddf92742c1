package dev.interlane.samples.journal;

import dev.interlane.client.MessagePage;
import dev.interlane.client.MessageSummary;
import dev.interlane.client.Operator;
import dev.interlane.samples.Paint;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A table of messages. */
@Command(
    name = "list",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = "Lists the messages that fit, the newest first within a page.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ListCommand implements Callable<Integer> {
  private static final int REASON_CHARS = 70;

  @Spec private CommandSpec spec;
  @Mixin private Opened opened;
  @Mixin private FilterOptions options;

  @Override
  public Integer call() {
    return opened.look(this::list);
  }

  private int list(Operator operator) {
    MessagePage page;
    try {
      page = operator.list(options.filter(), options.after(), options.limit());
    } catch (IllegalArgumentException malformed) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(malformed.getMessage()), malformed);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (opened.json()) {
      out.println(Json.of(page));
    } else {
      print(page, out, new Paint(spec.commandLine().getColorScheme().ansi()));
    }
    out.flush();
    return 0;
  }

  private void print(MessagePage page, PrintWriter out, Paint paint) {
    if (page.messages().isEmpty()) {
      out.println("No message fits" + (page.next().isEmpty() ? "." : " so far."));
    } else {
      Columns table =
          new Columns(
              "MESSAGE", "STANDING", "ACCEPTED", "ORIGIN", "DESTINATION", "SEQ", "KEY", "REASON");
      page.messages().stream()
          .sorted(Comparator.comparing(MessageSummary::acceptedAt).reversed())
          .forEach(message -> add(table, message));
      List<String> lines = table.lines();
      out.println(paint.strong(lines.getFirst()));
      lines.stream().skip(1).forEach(out::println);
    }
    page.next().ifPresent(next -> out.println(paint.quiet("There may be more: --after " + next)));
  }

  private static void add(Columns table, MessageSummary message) {
    String who = message.actor().map(actor -> actor + ": ").orElse("");
    table.add(
        Opened.brief(message.id()),
        message.standing().toString(),
        message.acceptedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
        message.sender().chain().toString(),
        message.recipient().chain().toString(),
        Long.toString(message.laneSequence()),
        message.idempotencyKey().orElse("-"),
        cut(who + message.reason()));
  }

  private static String cut(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= REASON_CHARS ? line : line.substring(0, REASON_CHARS - 3) + "...";
  }
}
