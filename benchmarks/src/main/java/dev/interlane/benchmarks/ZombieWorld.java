package dev.interlane.benchmarks;

import dev.interlane.message.MessageId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The chains and the database that the instances share, and what can be seen in the latter. */
final class ZombieWorld implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final KillWorld chains;
  private final EmbeddedPostgres server;
  private final Connection connection;

  /** Who works, since which epoch. */
  record Standing(String instance, long epoch) {}

  private ZombieWorld(KillWorld chains, EmbeddedPostgres server) throws SQLException {
    this.chains = chains;
    this.server = server;
    this.connection = server.getPostgresDatabase().getConnection();
  }

  static ZombieWorld start(long seed) throws SQLException {
    return new ZombieWorld(KillWorld.start(seed), Server.start());
  }

  KillWorld chains() {
    return chains;
  }

  /** What an instance's process is told. */
  List<String> arguments(String name) {
    List<String> arguments = new ArrayList<>(List.of(name, Server.url(server)));
    arguments.addAll(chains.arguments());
    return arguments;
  }

  /** The one that works, once there is one. */
  Standing awaitHolder(Duration patience) throws SQLException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<Standing> standing = standing();
      if (standing.isPresent()) {
        return standing.get();
      }
      pause(deadline, "nobody works");
    }
  }

  /** Until another one than before works, and has committed an event. */
  void awaitProgress(Standing before, Duration patience) throws SQLException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (standing().filter(now -> now.epoch() > before.epoch()).isEmpty()) {
      pause(deadline, "nobody took over from " + before);
    }
    // Nobody but the new one commits from here on.
    long position = number("select coalesce(max(position), 0) from interlane.event");
    while (number("select coalesce(max(position), 0) from interlane.event") == position) {
      pause(deadline, "nothing goes on after " + before);
    }
  }

  /** Until every message that was sent has an outcome; as long as some get theirs. */
  void awaitQuiet(Duration patience) throws SQLException {
    long fewest = Long.MAX_VALUE;
    long deadline = System.nanoTime() + patience.toNanos();
    for (long left = underWay(); left > 0; left = underWay()) {
      if (left < fewest) {
        fewest = left;
        deadline = System.nanoTime() + patience.toNanos();
      }
      pause(deadline, left + " messages are still under way");
    }
  }

  private long underWay() throws SQLException {
    return number(
        "select (select count(*) from interlane.outbox)"
            + " + (select count(*) from interlane.message where outcome is null)");
  }

  private static void pause(long deadline, String what) {
    if (System.nanoTime() - deadline > 0) {
      throw new IllegalStateException("Too long: " + what);
    }
    LockSupport.parkNanos(PAUSE.toNanos());
  }

  private Optional<Standing> standing() throws SQLException {
    if (text("select to_regclass('interlane.tenure')::text", null) == null) {
      return Optional.empty();
    }
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select instance, epoch from interlane.tenure where until >= clock_timestamp()");
        ResultSet row = statement.executeQuery()) {
      return row.next()
          ? Optional.of(new Standing(row.getString(1), row.getLong(2)))
          : Optional.empty();
    }
  }

  /** The outcome's name; {@code LOST} if the message is not there. */
  String outcome(MessageId id) throws SQLException {
    String outcome =
        text(
            "select coalesce(outcome, 'NONE') from interlane.message where id = ?",
            id.value().toArray());
    return outcome == null ? "LOST" : outcome;
  }

  private long number(String sql) throws SQLException {
    String text = text(sql, null);
    return text == null ? 0 : Long.parseLong(text);
  }

  private @Nullable String text(String sql, byte @Nullable [] parameter) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (parameter != null) {
        statement.setBytes(1, parameter);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    connection.close();
    chains.close();
    server.close();
  }
}
