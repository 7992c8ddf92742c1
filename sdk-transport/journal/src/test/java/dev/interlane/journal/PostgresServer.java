package dev.interlane.journal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real server for the tests of this process, started once and as durable as in production: the
 * embedded one's defaults switch every sync off.
 */
final class PostgresServer {
  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = start();

  private PostgresServer() {}

  private static EmbeddedPostgres start() {
    try {
      // Stops itself when the process ends.
      return EmbeddedPostgres.builder()
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("full_page_writes", "on")
          .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static EmbeddedPostgres get() {
    return SERVER;
  }

  static String url() {
    return SERVER.getJdbcUrl("postgres", "postgres");
  }

  /** Options with a schema that nobody has used. */
  static PostgresJournalOptions.Builder fresh() {
    return PostgresJournalOptions.builder().schema("journal_" + SCHEMAS.incrementAndGet());
  }
}
