package dev.interlane.samples.quickstart;

import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.error.MessagingException;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.Moment;
import dev.interlane.samples.Paint;
import dev.interlane.samples.text.ReceiptText;
import dev.interlane.samples.text.Timeline;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends one call across two chains and prints what happened to it. */
@Command(
    name = "quickstart",
    sortOptions = false,
    description =
        "Sends one contract call across two chains and prints its timeline, evidence and receipt.",
    footer = {
      "",
      "Exit status: 0 when the story ended as asked, 1 when it ended otherwise, 2 for a wrong"
          + " command line.",
      "The last line is 'receipt <message id> <OUTCOME>'."
    })
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // picocli fills and reads the fields
public final class QuickstartCommand implements Callable<Integer> {
  private static final String DEPOSIT = "deposit(address,uint256)";
  private static final Duration EXPIRY = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  @Spec private CommandSpec spec;

  @Option(
      names = "--transport",
      paramLabel = "relay|validator|zk|quorum",
      defaultValue = "validator",
      description =
          "who proves the message: one trusted relayer, 2 of 3 validators, the origin's state under"
              + " a light client (of an INSECURE TEST PROVER), or all of them (default:"
              + " ${DEFAULT-VALUE})")
  private Way way;

  @Option(
      names = "--devnet",
      description =
          "run on two anvil nodes with Hyperlane's real contracts (needs node and npm) instead of"
              + " in memory")
  private boolean devnet;

  @Option(
      names = "--call",
      paramLabel = "SIGNATURE",
      description = "the function to call; by default " + DEPOSIT + " of a vault")
  private @Nullable String signature;

  @Option(
      names = "--args",
      paramLabel = "ARG",
      arity = "0..*",
      description =
          "its arguments: decimal numbers, 0x hex, true or false, text; JSON for arrays and tuples")
  private List<String> arguments = List.of();

  @Option(
      names = "--fail",
      paramLabel = "revert|expire|reorg|stranger",
      description =
          "what goes wrong: the recipient reverts, the message expires, the origin reorganises, a"
              + " stranger delivers first")
  private Fault fault = Fault.NONE;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "seed of the simulation (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  private boolean help;

  /** Called by the launcher's command line. */
  public QuickstartCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Paint paint = new Paint(spec.commandLine().getColorScheme().ansi());
    try (Playground ground = open()) {
      MessageEnvelope envelope = envelope(ground);
      out.println(
          paint.strong("Interlane quickstart")
              + ": "
              + ((ContractCall) envelope.body()).function().canonical()
              + " over "
              + way
              + ", "
              + ground.description()
              + (fault == Fault.NONE ? "" : ", with --fail " + fault));
      out.flush();
      return tell(send(ground, envelope, paint), out, paint);
    } catch (MessagingException failed) {
      throw new IllegalStateException(failed.getMessage(), failed);
    }
  }

  private DeliveryReceipt send(Playground ground, MessageEnvelope envelope, Paint paint) {
    ground.arrange(fault);
    MessagingClient client = ground.client();
    Progress.show(client, spec.commandLine().getErr(), paint);
    MessageHandle handle = client.send(envelope);
    return handle.awaitReceipt(PATIENCE);
  }

  private Integer tell(DeliveryReceipt receipt, PrintWriter out, Paint paint) {
    ReceiptText text = new ReceiptText(paint);
    section("Timeline", new Timeline(paint).lines(receipt), out, paint);
    section("Evidence", text.evidence(receipt), out, paint);
    section("Receipt", text.receipt(receipt), out, paint);
    out.println();
    String outcome = Moment.name(receipt.outcome());
    boolean asAsked = fault.isToldBy(receipt);
    out.println(
        "receipt " + receipt.id() + " " + (asAsked ? paint.good(outcome) : paint.bad(outcome)));
    out.flush();
    return asAsked ? 0 : 1;
  }

  private static void section(String title, List<String> lines, PrintWriter out, Paint paint) {
    out.println();
    out.println(paint.strong(title));
    lines.forEach(line -> out.println("  " + line));
  }

  private Playground open() {
    if (fault == Fault.STRANGER && (way == Way.QUORUM || (way == Way.ZK && devnet))) {
      throw new ParameterException(
          spec.commandLine(),
          "--fail stranger goes with relay, validator, and in memory with zk: the stranger cannot"
              + " make the proofs of "
              + way);
    }
    return devnet
        ? DevnetPlayground.start(way, fault, recipientFunctions())
        : SimulatedPlayground.start(way, seed, fault, recipientFunctions());
  }

  private List<String> recipientFunctions() {
    return signature == null ? List.of() : List.of(signature);
  }

  private MessageEnvelope envelope(Playground ground) {
    MessageEnvelope.Builder envelope =
        MessageEnvelope.builder()
            .sender(ground.sender())
            .recipient(ground.recipient())
            .body(body(ground));
    if (fault == Fault.EXPIRE) {
      envelope.expiresAfter(EXPIRY);
    }
    return envelope.build();
  }

  private ContractCall body(Playground ground) {
    if (signature == null) {
      if (!arguments.isEmpty()) {
        throw new ParameterException(spec.commandLine(), "--args goes with --call");
      }
      return ContractCall.of(DEPOSIT, ground.sender().evmAddress(), BigInteger.TEN.pow(18));
    }
    try {
      return ContractCall.parse(signature, arguments);
    } catch (IllegalArgumentException refused) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(refused.getMessage()), refused);
    }
  }
}
