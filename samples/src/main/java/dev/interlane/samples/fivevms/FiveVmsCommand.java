package dev.interlane.samples.fivevms;

import dev.interlane.client.MessagingClient;
import dev.interlane.error.MessagingException;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.relay.RelayOptions;
import dev.interlane.relay.RelayTransport;
import dev.interlane.samples.Paint;
import dev.interlane.testkit.HyperlaneChain;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Encodes one call for five VMs, shows the bytes side by side, and sends it to each. */
@Command(
    name = "five-vms",
    sortOptions = false,
    usageHelpWidth = 120,
    description =
        "Encodes one contract call for five VMs, shows the bytes part by part, and sends it to each of them.",
    footer = {
      "",
      "The EVM is a simulated chain and executes the call. No transport reaches the other four yet: there the client",
      "refuses, and its refusal is printed. Exit status: 0 when that is what happened, 1 otherwise."
    })
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // picocli fills and reads the fields
public final class FiveVmsCommand implements Callable<Integer> {
  private static final String SIGNATURE = "place_order(uint64,string,uint128[])";
  private static final List<String> PARAMETERS = List.of("id", "note", "amounts");
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  @Spec private CommandSpec spec;

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
  public FiveVmsCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Paint paint = new Paint(spec.commandLine().getColorScheme().ansi());
    ContractCall call = ContractCall.of(SIGNATURE, 7781, "two tickets", List.of(250, 125));
    try (SimulatedNetwork network = SimulatedNetwork.create(seed)) {
      List<Destination> destinations =
          Destination.all(
              network.recorder(Security.TRUSTED_RELAYER, List.of(SIGNATURE)), call.function());
      out.println(
          paint.strong("One call, five VMs")
              + ": place_order(id 7781, note \"two tickets\", amounts [250, 125])");
      out.println();
      show(destinations, call, out, paint);
      out.println();
      out.println(paint.strong("sent to each"));
      return send(network, destinations, call, out, paint) ? 0 : 1;
    }
  }

  private static void show(
      List<Destination> destinations, ContractCall call, PrintWriter out, Paint paint) {
    SideBySide table = new SideBySide(PARAMETERS, paint);
    for (Destination destination : destinations) {
      Bytes body = destination.encode(call);
      if (!destination.reader().decode(body).equals(call.arguments())) {
        throw new IllegalStateException(destination.vm() + " reads another call");
      }
      table.add(destination, body);
    }
    table.lines().forEach(out::println);
  }

  private static boolean send(
      SimulatedNetwork network,
      List<Destination> destinations,
      ContractCall call,
      PrintWriter out,
      Paint paint) {
    RelayOptions.Builder options = RelayOptions.builder();
    for (HyperlaneChain chain : network.chains()) {
      options.addDeployments(chain.deployment());
    }
    MessagingClient client = network.client(RelayTransport.create(options.build()));
    boolean isAsExpected = true;
    for (Destination destination : destinations) {
      boolean isServed = destination.recipient().chain().equals(network.destination().id());
      MessageEnvelope envelope =
          MessageEnvelope.builder()
              .sender(network.sender())
              .recipient(destination.recipient())
              .body(call)
              .build();
      String label = "  " + String.format("%-10s", destination.vm()) + "  ";
      try {
        DeliveryReceipt receipt = client.send(envelope).awaitReceipt(PATIENCE);
        boolean isExecuted = receipt.outcome() instanceof DeliveryOutcome.Executed;
        out.println(label + (isExecuted ? paint.good("executed") : paint.bad("not executed")));
        isAsExpected &= isServed && isExecuted;
      } catch (MessagingException refused) {
        out.println(label + "refused: " + refused.getMessage());
        isAsExpected &= !isServed;
      }
    }
    return isAsExpected;
  }
}
