package dev.interlane.samples;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** Starts one of the samples: {@code ./samples/run <sample>}. */
@Command(
    name = "./samples/run",
    description = "Small applications that show the SDK at work.",
    versionProvider = Main.Version.class,
    mixinStandardHelpOptions = true,
    subcommands = {
      dev.interlane.samples.fivevms.FiveVmsCommand.class,
      dev.interlane.samples.explain.ExplainCommand.class,
      dev.interlane.samples.quickstart.QuickstartCommand.class,
      dev.interlane.samples.vectors.VectorsCommand.class,
      dev.interlane.samples.journal.JournalCommand.class,
      dev.interlane.samples.survive.SurviveCommand.class,
      dev.interlane.samples.simulate.SimulateCommand.class,
      dev.interlane.samples.explorer.ExplorerCommand.class,
      dev.interlane.samples.deposits.DepositsCommand.class,
      CommandLine.HelpCommand.class
    },
    synopsisSubcommandLabel = "SAMPLE")
public final class Main {

  Main() {}

  /**
   * Runs the sample named by the first argument and exits with its status.
   *
   * @param arguments the sample's name and its options
   */
  public static void main(String[] arguments) {
    CommandLine commands = new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
    // An argument that begins with @ names an ABI, not a file of arguments.
    System.exit(commands.setExpandAtFiles(false).execute(arguments));
  }

  /** Reads the version from the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"Interlane samples " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
