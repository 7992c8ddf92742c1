package dev.interlane.journal;

import dev.interlane.error.JournalVersionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The SQL files that make a journal's tables, {@code 0001.sql}, {@code 0002.sql} ... in one folder
 * of resources, each applied once and in order. Table {@code schema_version} keeps which were
 * applied and the SHA-256 of each; a file, once released, never changes.
 */
final class Schema {
  /** Ends a statement in our files. */
  private static final String END = ";\n";

  private static final String PLACEHOLDER = "${prefix}";

  private final String prefix;
  private final List<Step> steps;

  /** One file: its text and the SHA-256 of that, in hexadecimal digits. */
  record Step(int version, String text, String checksum) {
    List<String> statements() {
      List<String> statements = new ArrayList<>();
      for (String statement : withoutComments(text).split(END)) {
        if (!statement.isBlank()) {
          statements.add(statement.strip());
        }
      }
      return statements;
    }

    private static String withoutComments(String text) {
      return text.replaceAll("(?m)^--.*\n", "");
    }
  }

  private Schema(String prefix, List<Step> steps) {
    this.prefix = prefix;
    this.steps = List.copyOf(steps);
  }

  /**
   * The schema whose files are in a folder beside this class.
   *
   * @param prefix stands in for {@code ${prefix}} in the files: what comes before table names
   */
  static Schema of(String folder, String prefix) {
    List<Step> steps = new ArrayList<>();
    for (int version = 1; version < 10_000; version++) {
      Optional<String> text = text(folder + "/%04d.sql".formatted(version));
      if (text.isEmpty()) {
        break;
      }
      steps.add(new Step(version, text.get(), checksum(text.get())));
    }
    if (steps.isEmpty()) {
      throw new IllegalStateException("The jar lacks its SQL files in " + folder);
    }
    return new Schema(prefix, steps);
  }

  /** This schema as it was at an earlier version. */
  Schema upTo(int version) {
    return new Schema(prefix, steps.subList(0, version));
  }

  /** The newest version. */
  int version() {
    return steps.size();
  }

  /**
   * Applies what is missing, within the caller's transaction.
   *
   * @return how many files were applied
   * @throws JournalVersionException if the journal is newer than this SDK, or a file that was
   *     applied differs from the one this SDK has
   */
  int upgrade(Statements to) throws SQLException {
    to.run(versionTable());
    int applied = check(to);
    for (Step step : steps.subList(applied, steps.size())) {
      for (String statement : step.statements()) {
        to.run(statement.replace(PLACEHOLDER, prefix));
      }
      to.update(
          "insert into " + prefix + "schema_version (version, checksum) values (?, ?)",
          row -> {
            row.setInt(1, step.version());
            row.setString(2, step.checksum());
          });
    }
    return steps.size() - applied;
  }

  private String versionTable() {
    return "create table if not exists "
        + prefix
        + "schema_version (version integer primary key, checksum text not null,"
        + " applied_at text not null default current_timestamp)";
  }

  /** Everything that makes the schema from nothing, as a script. */
  String script() {
    StringBuilder script = new StringBuilder(versionTable()).append(END);
    for (Step step : steps) {
      script.append(step.text().replace(PLACEHOLDER, prefix));
      script.append(
          "insert into %sschema_version (version, checksum) values (%d, '%s')"
              .formatted(prefix, step.version(), step.checksum()));
      script.append(END);
    }
    return script.toString();
  }

  /**
   * Checks that the journal has exactly this schema.
   *
   * @throws JournalVersionException if it has not
   */
  void requireCurrent(Statements from) throws SQLException {
    int applied = check(from);
    if (applied < steps.size()) {
      throw new JournalVersionException(
          "The journal's schema has version %d, this SDK needs %d".formatted(applied, version()),
          "Apply %04d.sql to %04d.sql of the journal's artifact, each with its row in schema_version"
              .formatted(applied + 1, version()));
    }
  }

  /** How many of our files are applied, all of them in the form we know. */
  private int check(Statements from) throws SQLException {
    List<Step> found =
        from.list(
            "select version, checksum from " + prefix + "schema_version order by version",
            none -> {},
            row -> new Step(row.getInt(1), "", row.getString(2)));
    if (found.size() > steps.size()) {
      throw new JournalVersionException(
          "The journal's schema has version %d, this SDK knows up to %d"
              .formatted(found.size(), version()),
          "Run the SDK that upgraded it, or a newer one");
    }
    for (int i = 0; i < found.size(); i++) {
      Step ours = steps.get(i);
      if (found.get(i).version() != ours.version()
          || !found.get(i).checksum().equals(ours.checksum())) {
        throw new JournalVersionException(
            "Version %d of the journal's schema was made by another file than this SDK's: checksum %s, expected %s"
                .formatted(found.get(i).version(), found.get(i).checksum(), ours.checksum()),
            "Run the SDK that made it, or restore the schema that this one's SQL files make");
      }
    }
    return found.size();
  }

  private static Optional<String> text(String resource) {
    try (InputStream stream = Schema.class.getResourceAsStream(resource)) {
      return stream == null
          ? Optional.empty()
          : Optional.of(
              new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read " + resource + " of the jar", unreadable);
    }
  }

  private static String checksum(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java platform has SHA-256", missing);
    }
  }
}
