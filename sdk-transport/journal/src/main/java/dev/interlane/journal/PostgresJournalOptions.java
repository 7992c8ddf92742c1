package dev.interlane.journal;

import dev.interlane.codec.envelope.CanonicalEnvelopeCodec;
import dev.interlane.primitive.ImmutableStyle;
import dev.interlane.spi.EnvelopeCodec;
import java.time.Duration;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/** How a PostgreSQL journal keeps its tables. Immutable. */
@Value.Immutable
@ImmutableStyle
public abstract class PostgresJournalOptions {
  /** A name that needs no quotes, so that it can stand before every table. */
  private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]{0,39}");

  PostgresJournalOptions() {}

  /** Starts options. */
  public static Builder builder() {
    return new Builder();
  }

  /** The database schema that holds the tables; {@code interlane} by default. */
  @Value.Default
  public String schema() {
    return "interlane";
  }

  /** Whether the journal makes and upgrades its tables itself, as it does by default. */
  @Value.Default
  public Migration migrate() {
    return Migration.APPLY;
  }

  /**
   * How long a message that came to rest is kept with its events, counted to the newest event of
   * the journal; 30 days by default. Messages that a consumer of the inbox has not had yet are kept
   * longer. Idempotency keys, lane sequences and account nonces are kept for ever.
   */
  @Value.Default
  public Duration retention() {
    return Duration.ofDays(30);
  }

  /** What reads the stored envelopes: the codec the client uses; canonical Protobuf by default. */
  @Value.Default
  public EnvelopeCodec envelopeCodec() {
    return new CanonicalEnvelopeCodec();
  }

  @Value.Check
  void check() {
    if (!PLAIN_NAME.matcher(schema()).matches()) {
      throw new IllegalArgumentException(
          "schema must be a lower-case letter or _, then up to 39 of [a-z0-9_], got '"
              + schema()
              + "'");
    }
    if (retention().isNegative()) {
      throw new IllegalArgumentException("retention must not be negative, got " + retention());
    }
  }

  /** Who brings the schema up to date. */
  public enum Migration {
    /** The journal, when it is opened; several instances may start at once. */
    APPLY,
    /**
     * Somebody else, with the SQL files of the artifact; the journal refuses to open before the
     * schema is the one it needs.
     */
    NEVER
  }

  /** Collects the options. Not thread-safe. */
  public static final class Builder extends ImmutablePostgresJournalOptions.Builder {
    Builder() {}
  }
}
