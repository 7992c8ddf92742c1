package dev.interlane.spi;

import dev.interlane.primitive.ImmutableStyle;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;

/** What is kept together or not at all. Immutable. */
@Value.Immutable
@ImmutableStyle
public abstract class JournalBatch {
  JournalBatch() {}

  /** Starts a batch. */
  public static Builder builder() {
    return new Builder();
  }

  /** Messages, new (version 0) or changed (version of the record that was read). */
  public abstract List<MessageRecord> messages();

  /** Events, in order; each belongs to a message of this batch or of an earlier one. */
  public abstract List<JournalEvent> events();

  /** Submissions, new or changed, by account and account nonce. */
  public abstract List<Submission> submissions();

  /** Positions to keep, by name. */
  public abstract Map<String, Long> cursors();

  /** Collects the parts. Not thread-safe. */
  public static final class Builder extends ImmutableJournalBatch.Builder {
    Builder() {}
  }
}
