package dev.interlane.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Runs files of vectors by the formats on the class path.
 *
 * <pre>{@code
 * VectorRunner runner = VectorRunner.load();
 * for (Path file : VectorRunner.files(folder)) {
 *   switch (runner.run(file)) { ... }
 * }
 * }</pre>
 */
public final class VectorRunner {
  /** How many folders deep files are looked for. */
  public static final int MAX_DEPTH = 16;

  private final List<VectorFormat> formats;

  private VectorRunner(List<VectorFormat> formats) {
    this.formats = List.copyOf(formats);
  }

  /** A runner of every format that {@link ServiceLoader} finds. */
  public static VectorRunner load() {
    return new VectorRunner(
        ServiceLoader.load(VectorFormat.class).stream().map(ServiceLoader.Provider::get).toList());
  }

  /** The names of the formats it knows, in order of the alphabet. */
  public List<String> formats() {
    return formats.stream().map(VectorFormat::name).sorted().distinct().toList();
  }

  /**
   * The JSON files of a folder and the folders in it, in order of their paths; a file is itself.
   *
   * @throws IllegalArgumentException if there is nothing of that name
   */
  public static List<Path> files(Path folder) {
    if (!Files.exists(folder)) {
      throw new IllegalArgumentException("There is no folder " + folder);
    }
    try (Stream<Path> all = Files.walk(folder, MAX_DEPTH)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(".json"))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot list " + folder, unreadable);
    }
  }

  /** Runs a file. */
  public FileReport run(Path path) {
    VectorFile file;
    try {
      file = VectorFile.read(path);
    } catch (IllegalArgumentException unreadable) {
      return broken(path, "JSON", String.valueOf(unreadable.getMessage()));
    }
    for (VectorFormat format : formats) {
      if (format.reads(file)) {
        return run(file, format);
      }
    }
    return new FileReport.Unknown(path, guess(file), count(file.content()));
  }

  private static FileReport run(VectorFile file, VectorFormat format) {
    List<VectorCase> cases;
    try {
      cases = format.cases(file);
    } catch (RuntimeException malformed) {
      return broken(file.path(), format.name(), malformed.toString());
    }
    if (cases.isEmpty()) {
      return broken(file.path(), format.name(), "a file without cases");
    }
    List<FileReport.Line> lines = new ArrayList<>();
    for (VectorCase each : cases) {
      lines.add(new FileReport.Line(each.name(), each.run()));
    }
    return new FileReport.Ran(file.path(), format.name(), lines);
  }

  private static FileReport broken(Path path, String format, String trouble) {
    CaseResult failed = new CaseResult.Failed("a file of cases", trouble);
    return new FileReport.Ran(path, format, List.of(new FileReport.Line("(the file)", failed)));
  }

  /** What a file says it is, or else where it lies. */
  private static String guess(VectorFile file) {
    for (String field : List.of("protocol", "vm")) {
      if (!file.text(field).isEmpty()) {
        return file.folder().isEmpty() || file.text(field).equals(file.folder())
            ? file.text(field)
            : file.folder() + "/" + file.text(field);
      }
    }
    return file.folder();
  }

  private static int count(JsonNode content) {
    if (content.isArray()) {
      return content.size();
    }
    int cases = 0;
    for (String field : List.of("cases", "positive", "negative")) {
      JsonNode array = content.get(field);
      cases += array != null && array.isArray() ? array.size() : 0;
    }
    return Math.max(1, cases);
  }
}
