package dev.interlane.samples.journal;

import dev.interlane.client.Operator;
import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.samples.Paint;
import dev.interlane.samples.text.ReceiptText;
import dev.interlane.samples.text.Timeline;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Everything that is known of a message. */
@Command(
    name = "show",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = "Shows a message: its timeline, evidence and receipt.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Opened opened;

  @Parameters(index = "1", paramLabel = "MESSAGE", description = "its id, or the beginning of it")
  private String message;

  @Override
  public Integer call() {
    return opened.look(message, this::show);
  }

  private int show(MessageId id, Operator operator) {
    DeliveryReceipt receipt = operator.show(id);
    PrintWriter out = spec.commandLine().getOut();
    if (opened.json()) {
      out.println(Json.of(receipt));
    } else {
      Paint paint = new Paint(spec.commandLine().getColorScheme().ansi());
      ReceiptText text = new ReceiptText(paint);
      section("Timeline", new Timeline(paint).lines(receipt), out, paint);
      section("Evidence", text.evidence(receipt), out, paint);
      section("Receipt", text.receipt(receipt), out, paint);
    }
    out.flush();
    return 0;
  }

  private static void section(String title, List<String> lines, PrintWriter out, Paint paint) {
    out.println(paint.strong(title));
    lines.forEach(line -> out.println("  " + line));
    out.println();
  }
}
