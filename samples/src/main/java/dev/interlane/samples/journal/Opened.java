package dev.interlane.samples.journal;

import dev.interlane.client.Operator;
import dev.interlane.error.MessagingException;
import dev.interlane.journal.PostgresJournal;
import dev.interlane.journal.PostgresJournalOptions;
import dev.interlane.journal.SqliteJournal;
import dev.interlane.message.MessageId;
import dev.interlane.pipeline.Interlane;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Journal;
import dev.interlane.spi.MessageRecord;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The journal that a command is about: a mixin of all of them. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class Opened {
  private static final int ID_DIGITS = 64;

  /** The command it is mixed into. */
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "JOURNAL",
      description = "the directory of a SQLite journal, or the JDBC URL of a PostgreSQL one")
  private String location;

  @Option(
      names = "--app",
      paramLabel = "NAME",
      defaultValue = "interlane",
      description = "the application's name, as its client has it (default: ${DEFAULT-VALUE})")
  private String appId;

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      defaultValue = "interlane",
      description = "the schema of a PostgreSQL journal (default: ${DEFAULT-VALUE})")
  private String schema;

  @Option(names = "--json", description = "JSON instead of text")
  private boolean json;

  /** Looks only, also while the application runs. */
  int look(Function<Operator, Integer> work) {
    return with(this::look, (journal, operator) -> work.apply(operator));
  }

  /** Looks only, at one message. */
  int look(String message, Work<MessageId> work) {
    return with(this::look, (journal, operator) -> work.on(find(journal, message), operator));
  }

  /** Changes a message of an application that is stopped. */
  int change(String message, Work<MessageId> work) {
    return with(this::own, (journal, operator) -> work.on(find(journal, message), operator));
  }

  /** Changes messages of an application that is stopped. */
  int change(Function<Operator, Integer> work) {
    return with(this::own, (journal, operator) -> work.apply(operator));
  }

  /** What a command does. */
  interface Work<T> {
    int on(T subject, Operator operator);
  }

  boolean json() {
    return json;
  }

  String location() {
    return location;
  }

  private int with(Supplier<Journal> opened, Work<Journal> work) {
    try (Journal journal = opened.get()) {
      return work.on(journal, Interlane.operator(journal, appId, InstantSource.system()));
    } catch (MessagingException refused) {
      return refuse(refused);
    }
  }

  private int refuse(MessagingException refused) {
    var err = spec.commandLine().getErr();
    err.println(refused.getMessage());
    if (!refused.hint().isEmpty()) {
      err.println(refused.hint() + ".");
    }
    err.flush();
    return 1;
  }

  private Journal look() {
    return isUrl() ? postgres() : SqliteJournal.look(Path.of(location));
  }

  private Journal own() {
    if (isUrl()) {
      return postgres();
    }
    // Never makes a journal where there is none.
    SqliteJournal.look(Path.of(location)).close();
    return SqliteJournal.open(Path.of(location));
  }

  private boolean isUrl() {
    if (location.startsWith("jdbc:") && !location.startsWith("jdbc:postgresql:")) {
      // Not the whole of it, which may hold a password.
      throw new ParameterException(
          spec.commandLine(),
          "A JDBC URL begins with jdbc:postgresql:, this one with "
              + location.substring(0, Math.min(location.length(), "jdbc:".length() + 10))
              + "...");
    }
    return location.startsWith("jdbc:");
  }

  private PostgresJournalOptions options() {
    try {
      return PostgresJournalOptions.builder()
          .schema(schema)
          .migrate(PostgresJournalOptions.Migration.NEVER)
          .build();
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
    }
  }

  /** Never makes a journal where there is none. */
  private Journal postgres() {
    return PostgresJournal.connect(location, options());
  }

  /** Ids are sorted, so that a beginning is looked up and not searched for. */
  private MessageId find(Journal journal, String beginning) {
    String digits = digits(beginning);
    Bytes32 lowest = Bytes32.fromHex(digits + "0".repeat(ID_DIGITS - digits.length()));
    List<MessageRecord> found =
        journal.messages(appId, before(lowest), 2).stream()
            .filter(message -> message.id().toString().startsWith("0x" + digits))
            .toList();
    if (found.size() == 1) {
      return found.getFirst().id();
    }
    throw new ParameterException(
        spec.commandLine(),
        found.isEmpty()
            ? "The journal of '" + appId + "' has no message " + beginning + "; is --app right?"
            : "Several messages begin with " + beginning + ", give more of the id");
  }

  private String digits(String beginning) {
    String text = beginning.toLowerCase(Locale.ROOT);
    String digits = text.startsWith("0x") ? text.substring(2) : text;
    if (!digits.matches("[0-9a-f]{1,64}")) {
      throw new ParameterException(
          spec.commandLine(),
          "A message id is 0x and up to 64 hexadecimal digits, got '" + beginning + "'");
    }
    return digits;
  }

  /** The id just below, after which a page begins with this one. */
  private static Optional<MessageId> before(Bytes32 id) {
    return id.isZero()
        ? Optional.empty()
        : Optional.of(new MessageId(Bytes32.ofUnsigned(id.toUnsigned().subtract(BigInteger.ONE))));
  }

  /** The first bytes of an id, as lists show it. */
  static String brief(MessageId id) {
    Bytes first = id.value().toBytes().slice(0, 6);
    return first.toHex();
  }
}
