package dev.interlane.samples.journal;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Looks at a journal and steers what is in it: {@code ./samples/run journal}. */
@Command(
    name = "journal",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = {
      "Shows the messages in a journal, explains them, and steers those that wait for a person.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ListCommand.class,
      ShowCommand.class,
      ExplainCommand.class,
      SteerCommands.Resume.class,
      SteerCommands.Cancel.class,
      SteerCommands.Replace.class,
      SteerCommands.Retry.class,
      HelpCommand.class
    },
    footer = {
      "",
      "JOURNAL is the directory of a SQLite journal, or the JDBC URL of a PostgreSQL one, such as"
          + " jdbc:postgresql://localhost/app?user=app. Looking works beside a running application."
          + " Steering needs the application stopped: what is changed takes effect when it starts"
          + " again. Over PostgreSQL it takes the work away from whoever has it; one of several"
          + " instances takes it back by itself, any other client has to be started again. A"
          + " running application offers the same by client.operator().",
      "A message is named by its id, or by as much of its beginning as is unique.",
      "",
      "Exit status: 0 when it was done, 1 when it was refused, 2 for a wrong command line."
    })
public final class JournalCommand {
  /** Called by the launcher's command line. */
  public JournalCommand() {}
}
