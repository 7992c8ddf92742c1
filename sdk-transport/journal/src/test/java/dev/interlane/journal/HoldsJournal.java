package dev.interlane.journal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that owns the journal of a directory until it is killed, or its input ends. */
final class HoldsJournal {
  private HoldsJournal() {}

  public static void main(String[] arguments) throws Exception {
    try (SqliteJournal journal = SqliteJournal.open(Path.of(arguments[0]))) {
      new PrintStream(System.out, true, StandardCharsets.UTF_8)
          .println("open " + journal.acquire("holder").epoch());
      while (System.in.read() >= 0) {
        // Until the parent ends.
      }
    }
  }
}
