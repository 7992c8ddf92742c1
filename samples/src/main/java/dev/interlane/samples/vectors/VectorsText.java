package dev.interlane.samples.vectors;

import dev.interlane.samples.Paint;
import dev.interlane.vectors.CaseResult;
import dev.interlane.vectors.FileReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** Prints a line per file, each failed case with what was expected and what came, and the sums. */
final class VectorsText {
  private static final int FILE_WIDTH = 62;
  private static final int FORMAT_WIDTH = 28;
  private static final int MAX_SHOWN = 400;

  /** How much is printed of what passed. */
  enum Detail {
    FILES,
    CASES
  }

  private final PrintWriter out;
  private final Paint paint;
  private final Detail detail;
  private long passed;
  private long failed;
  private long skipped;

  VectorsText(PrintWriter out, Paint paint, Detail detail) {
    this.out = out;
    this.paint = paint;
    this.detail = detail;
  }

  void print(Path folder, FileReport report) {
    Path inside = folder.equals(report.path()) ? report.path() : folder.relativize(report.path());
    switch (report) {
      case FileReport.Unknown unknown -> {
        skipped += unknown.cases();
        line(
            paint.quiet("skipped"),
            inside,
            unknown.format(),
            paint.quiet(count(unknown.cases(), "case") + ", a format not known here"));
      }
      case FileReport.Ran ran -> {
        passed += ran.passed();
        failed += ran.failed();
        skipped += ran.skipped();
        line(
            ran.failed() == 0 ? paint.good("passed ") : paint.bad("FAILED "),
            inside,
            ran.format(),
            figures(ran));
        ran.lines().forEach(each -> printCase(inside, each));
      }
    }
    out.flush();
  }

  private static String figures(FileReport.Ran ran) {
    return ran.passed()
        + " passed"
        + (ran.failed() == 0 ? "" : ", " + ran.failed() + " failed")
        + (ran.skipped() == 0 ? "" : ", " + ran.skipped() + " skipped");
  }

  private void line(String verdict, Path file, String format, String figures) {
    out.println(
        verdict
            + "  "
            + padded(file.toString(), FILE_WIDTH)
            + "  "
            + padded(format, FORMAT_WIDTH)
            + "  "
            + figures);
  }

  private void printCase(Path file, FileReport.Line line) {
    switch (line.result()) {
      case CaseResult.Failed wrong -> {
        out.println("    " + paint.bad("failed") + "   " + file + "  " + line.name());
        out.println("      expected  " + shown(wrong.expected()));
        out.println("      actual    " + shown(wrong.actual()));
      }
      case CaseResult.Skipped unable ->
          out.println("    " + paint.quiet("skipped  " + line.name() + ": " + unable.why()));
      case CaseResult.Passed ignored -> {
        if (detail == Detail.CASES) {
          out.println("    " + paint.good("passed") + "   " + line.name());
        }
      }
    }
  }

  /**
   * Prints the sums.
   *
   * @return whether something was run and nothing failed
   */
  boolean close() {
    out.println();
    if (skipped > 0) {
      out.println(paint.quiet(count(skipped, "case") + " skipped"));
    }
    if (passed + failed == 0) {
      out.println("No file of a known format was found");
    }
    out.println(passed + " passed, " + failed + " failed");
    out.flush();
    return failed == 0 && passed > 0;
  }

  private static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  private static String padded(String text, int width) {
    return String.format(Locale.ROOT, "%-" + width + "s", text);
  }

  /** Long bytes are cut in the middle of nowhere: a reader finds them in the file. */
  private static String shown(String text) {
    String line = text.replace("\n", "\\n");
    return line.length() <= MAX_SHOWN
        ? line
        : line.substring(0, MAX_SHOWN) + "... (" + line.length() + " characters)";
  }
}
