package dev.interlane.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.interlane.error.JournalUnavailableException;
import javax.sql.DataSource;

/** A connection pool of the journal's own; the one class that needs HikariCP. */
final class PostgresPool implements AutoCloseable {
  private static final int CONNECTIONS = 10;

  private final HikariDataSource pool;

  private PostgresPool(HikariDataSource pool) {
    this.pool = pool;
  }

  static PostgresPool open(String jdbcUrl) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("interlane-journal");
    config.setMaximumPoolSize(CONNECTIONS);
    try {
      config.setJdbcUrl(jdbcUrl);
      return new PostgresPool(new HikariDataSource(config));
    } catch (RuntimeException refused) {
      throw new JournalUnavailableException(
          "Cannot connect to the journal's database: " + refused.getMessage(),
          "Check the URL, the server and the role",
          refused);
    }
  }

  DataSource source() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }
}
