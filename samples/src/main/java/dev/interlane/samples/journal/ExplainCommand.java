package dev.interlane.samples.journal;

import dev.interlane.client.Explanation;
import dev.interlane.client.Operator;
import dev.interlane.message.MessageId;
import dev.interlane.receipt.Actor;
import dev.interlane.receipt.Fee;
import dev.interlane.samples.Paint;
import dev.interlane.samples.text.ReceiptText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Why a message is where it is. */
@Command(
    name = "explain",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description =
        "Says in plain words why a message is where it is, who must act, and what it costs.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Opened opened;

  @Parameters(index = "1", paramLabel = "MESSAGE", description = "its id, or the beginning of it")
  private String message;

  @Override
  public Integer call() {
    return opened.look(message, this::explain);
  }

  private int explain(MessageId id, Operator operator) {
    Explanation said = operator.explain(id);
    PrintWriter out = spec.commandLine().getOut();
    if (opened.json()) {
      out.println(Json.of(said));
    } else {
      print(said, out, new Paint(spec.commandLine().getColorScheme().ansi()));
    }
    out.flush();
    return 0;
  }

  private static void print(Explanation said, PrintWriter out, Paint paint) {
    out.println(paint.strong(said.standing() + "  " + said.id()));
    out.println();
    line("where", said.where(), out, paint);
    said.why().forEach(why -> line("why", why, out, paint));
    boolean person = said.actor() != Actor.SDK && said.actor() != Actor.NETWORK;
    String who = said.actor().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    line("acts", (person ? paint.bad(who) : paint.good(who)) + ": " + said.next(), out, paint);
    said.choices().forEach(choice -> line("you can", choice, out, paint));
    fees("paid", said.paid(), out, paint);
    fees("may cost", said.outstanding(), out, paint);
  }

  private static void fees(String name, List<Fee> fees, PrintWriter out, Paint paint) {
    if (fees.isEmpty()) {
      line(name, "nothing", out, paint);
    }
    for (Fee fee : fees) {
      line(
          name,
          (name.equals("paid") ? "" : "up to ")
              + ReceiptText.amount(fee)
              + " on "
              + fee.chain()
              + " for "
              + fee.purpose(),
          out,
          paint);
    }
  }

  private static void line(String name, String text, PrintWriter out, Paint paint) {
    out.println("  " + paint.quiet(String.format(Locale.ROOT, "%-9s", name)) + " " + text);
  }
}
