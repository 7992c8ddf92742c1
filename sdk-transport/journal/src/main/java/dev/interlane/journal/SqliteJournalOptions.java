package dev.interlane.journal;

import dev.interlane.codec.envelope.CanonicalEnvelopeCodec;
import dev.interlane.primitive.ImmutableStyle;
import dev.interlane.spi.EnvelopeCodec;
import java.time.Duration;
import org.immutables.value.Value;

/** How a SQLite journal keeps its file. Immutable. */
@Value.Immutable
@ImmutableStyle
public abstract class SqliteJournalOptions {
  SqliteJournalOptions() {}

  /** Starts options. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * How long a message that came to rest is kept with its events, counted to the newest event of
   * the journal; 30 days by default. Idempotency keys, lane sequences and account nonces are kept
   * for ever.
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

  /**
   * The most 4-KiB pages the file may have, a bound below that of the disk; 2^32 - 2 by default,
   * which is SQLite's own. At the bound commits fail as on a full disk.
   */
  @Value.Default
  public long maxPages() {
    return 0xFFFF_FFFEL;
  }

  @Value.Check
  void check() {
    if (retention().isNegative()) {
      throw new IllegalArgumentException("retention must not be negative, got " + retention());
    }
    if (maxPages() < 1 || maxPages() > 0xFFFF_FFFEL) {
      throw new IllegalArgumentException("maxPages must be from 1 to 2^32 - 2, got " + maxPages());
    }
  }

  /** Collects the options. Not thread-safe. */
  public static final class Builder extends ImmutableSqliteJournalOptions.Builder {
    Builder() {}
  }
}
