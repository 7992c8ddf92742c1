package dev.interlane.samples.deposits;

import dev.interlane.samples.Paint;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A backend of the usual shape. */
@Command(
    name = "deposits",
    mixinStandardHelpOptions = true,
    description = "An HTTP service that deposits into a vault on another chain.",
    footer = {
      "",
      "POST /deposits with an Idempotency-Key returns once the deposit is journaled, and again for"
          + " every repeat; GET /deposits/ID/timeline streams what happens to it as server-sent"
          + " events. In memory by default, with --devnet over two anvil nodes (needs Node 18)."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class DepositsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--devnet", description = "over two anvil nodes with the real contracts")
  private boolean devnet;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8481",
      description = "where it is served; 0 for any free port (default: ${DEFAULT-VALUE})")
  private int port;

  /** Called by the launcher's command line. */
  public DepositsCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    try (Ground ground = devnet ? DevnetGround.start() : SimulatedGround.start();
        DepositApi api = DepositApi.start(ground, port)) {
      explain(ground, api);
      new CountDownLatch(1).await();
      return 0;
    } catch (IOException taken) {
      spec.commandLine().getErr().println("Port " + port + ": " + taken.getMessage());
      return 1;
    }
  }

  private void explain(Ground ground, DepositApi api) {
    PrintWriter out = spec.commandLine().getOut();
    Paint paint = new Paint(spec.commandLine().getColorScheme().ansi());
    out.println(
        paint.strong("Deposits at " + api.address())
            + ", "
            + ground.description()
            + ", until Ctrl-C");
    out.println();
    out.println("  curl -i " + api.address() + " -H '" + DepositApi.KEY_HEADER + ": order-1' \\");
    out.println(
        "    -d '{\"user\": \"" + ground.account().evmAddress() + "\", \"amount\": \"25\"}'");
    out.println("  curl -N " + api.address() + "/ID/timeline");
    out.flush();
  }
}
