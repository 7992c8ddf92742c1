package dev.interlane.vectors;

import java.nio.file.Path;
import java.util.List;

/** What came of a file. */
public sealed interface FileReport {
  /** The file. */
  Path path();

  /** The format's name. */
  String format();

  /**
   * Its cases were run.
   *
   * @param path the file
   * @param format the format's name
   * @param lines one per case, in order
   */
  record Ran(Path path, String format, List<Line> lines) implements FileReport {
    public Ran {
      lines = List.copyOf(lines);
    }

    /** How many cases passed. */
    public long passed() {
      return count(CaseResult.Passed.class);
    }

    /** How many failed. */
    public long failed() {
      return count(CaseResult.Failed.class);
    }

    /** How many nothing here can run. */
    public long skipped() {
      return count(CaseResult.Skipped.class);
    }

    private long count(Class<? extends CaseResult> kind) {
      return lines.stream().map(Line::result).filter(kind::isInstance).count();
    }
  }

  /**
   * No format knows it.
   *
   * @param path the file
   * @param format what it says it is, or the folder it is in
   * @param cases how many cases it seems to hold
   */
  record Unknown(Path path, String format, int cases) implements FileReport {}

  /**
   * One case and how it ended.
   *
   * @param name the case
   * @param result how it ended
   */
  record Line(String name, CaseResult result) {}
}
