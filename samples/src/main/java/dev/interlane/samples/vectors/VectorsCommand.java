package dev.interlane.samples.vectors;

import dev.interlane.samples.Paint;
import dev.interlane.vectors.VectorRunner;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs every vector file of a folder and says which cases the SDK fails. */
@Command(
    name = "vectors",
    sortOptions = false,
    description = "Runs every vector file of a folder, and of the folders in it, against the SDK.",
    footer = {
      "",
      "A file's format is seen from its content, or from its folder and name (docs/spec/vectors.md).",
      "Files of formats that are not known are named as skipped.",
      "",
      "Exit status: 0 when every case passed, 1 when one failed or none was run, 2 for a wrong command line.",
      "The last line is 'N passed, N failed'."
    })
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // picocli fills and reads the fields
public final class VectorsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..*",
      description = "folders or files, such as vectors/src/test/resources/vectors")
  private List<Path> folders = List.of();

  @Option(
      names = {"-c", "--cases"},
      description = "print a line for each case too")
  private boolean cases;

  @Option(names = "--formats", description = "print the formats that are known, and end")
  private boolean formats;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  private boolean help;

  /** Called by the launcher's command line. */
  public VectorsCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    VectorRunner runner = VectorRunner.load();
    if (formats) {
      runner.formats().forEach(out::println);
      out.flush();
      return 0;
    }
    if (folders.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Name a folder of vectors");
    }
    VectorsText text =
        new VectorsText(
            out,
            new Paint(spec.commandLine().getColorScheme().ansi()),
            cases ? VectorsText.Detail.CASES : VectorsText.Detail.FILES);
    for (Path folder : folders) {
      files(folder).forEach(file -> text.print(folder, runner.run(file)));
    }
    return text.close() ? 0 : 1;
  }

  private List<Path> files(Path folder) {
    try {
      return VectorRunner.files(folder);
    } catch (IllegalArgumentException missing) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(missing.getMessage()), missing);
    }
  }
}
