package dev.interlane.journal;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Inclusion;
import dev.interlane.chain.TransactionRef;
import dev.interlane.codec.envelope.CanonicalEnvelopeCodec;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.TimelineEntry;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmissionState;
import dev.interlane.spi.TransactionIntent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Records for the tests of the journals' own. */
final class Records {
  static final String APP = "records";
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static final ChainId ORIGIN = ChainId.eip155(1001);
  private static final AccountId SENDER = AccountId.of(ORIGIN, address("sender"));
  private static final AccountId RECIPIENT =
      AccountId.of(ChainId.eip155(2002), address("recipient"));

  private Records() {}

  static MessageRecord message(int number) {
    return message(number, SENDER);
  }

  private static MessageRecord message(int number, AccountId sender) {
    Bytes content = Bytes.fromUtf8("message " + number);
    MessageEnvelope envelope =
        MessageEnvelope.builder()
            .sender(sender)
            .recipient(RECIPIENT)
            .body(Payload.of(content))
            .build();
    return MessageRecord.builder()
        .appId(APP)
        .envelope(new CanonicalEnvelopeCodec().seal(envelope, content, hash("salt " + number)))
        .transport("records")
        .laneSequence(number)
        .acceptedAt(NOW)
        .source(MessageRecord.Source.OURS)
        .build();
  }

  static MessageRecord at(MessageRecord message, long version) {
    return MessageRecord.builder().from(message).version(version).build();
  }

  /** A new message with its event. */
  static JournalBatch accepted(int number) {
    return JournalBatch.builder()
        .addMessages(message(number))
        .addEvents(event(message(number), NOW, new DeliveryEvent.Accepted()))
        .build();
  }

  /** So many new messages from a number on, each with its event. */
  static JournalBatch accepted(int from, int count) {
    JournalBatch.Builder batch = JournalBatch.builder();
    for (int number = from; number < from + count; number++) {
      batch.from(accepted(number));
    }
    return batch.build();
  }

  /** A new message of a sender that has no other, with its event. */
  static JournalBatch inOwnLane(int number) {
    MessageRecord message = message(number, AccountId.of(ORIGIN, address("sender " + number)));
    return JournalBatch.builder()
        .addMessages(message)
        .addEvents(event(message, NOW, new DeliveryEvent.Accepted()))
        .build();
  }

  /** A message that was executed, with the event that says so. */
  static JournalBatch executed(int number) {
    ChainId chain = RECIPIENT.chain();
    DeliveryOutcome outcome =
        new DeliveryOutcome.Executed(
            new Inclusion(
                new TransactionRef(chain, hash("transaction " + number)),
                new BlockRef(chain, number, hash("block " + number))),
            "depth 1");
    MessageRecord message = MessageRecord.builder().from(message(number)).outcome(outcome).build();
    return JournalBatch.builder()
        .addMessages(message)
        .addEvents(
            event(message, NOW, new DeliveryEvent.Accepted()),
            event(message, NOW, new DeliveryEvent.Concluded(outcome)))
        .build();
  }

  /** A message that was accepted and ended at once, so many minutes after the first. */
  static void addEnded(JournalBatch.Builder batch, int number, int minutes) {
    DeliveryOutcome outcome = new DeliveryOutcome.Cancelled("at once");
    MessageRecord message =
        MessageRecord.builder()
            .from(message(number))
            .memo(Bytes.of(new byte[500]))
            .outcome(outcome)
            .build();
    Instant at = NOW.plus(Duration.ofMinutes(minutes));
    batch.addMessages(message).addEvents(event(message, at, new DeliveryEvent.Concluded(outcome)));
  }

  private static JournalEvent event(MessageRecord message, Instant at, DeliveryEvent event) {
    return JournalEvent.of(message.id(), new TimelineEntry(at, event));
  }

  static Submission submission() {
    return Submission.builder()
        .account(SENDER)
        .accountNonce(7)
        .intent(
            TransactionIntent.builder()
                .key("intent")
                .account(SENDER)
                .to(address("mailbox"))
                .data(Bytes.fromUtf8("call"))
                .build())
        .addAttempts(new Submission.Attempt(Bytes.fromUtf8("raw"), hash("raw")))
        .state(SubmissionState.PENDING)
        .build();
  }

  /** Fills the schema of a version with what {@link #accepted} of 1 and {@link #submission} say. */
  static void fillSchema(SqliteFiles files, int version) {
    try (Connection connection = files.open()) {
      fillSchema(connection, new Sql(""), version);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** As {@link #fillSchema(SqliteFiles, int)}, whatever the database. */
  static void fillSchema(Connection connection, Sql sql, int version) throws SQLException {
    // Until a version changes them, every version has these tables as the writer writes them now.
    if (version < 1) {
      throw new IllegalArgumentException("Versions begin at 1, got " + version);
    }
    RecordForm form = new RecordForm(new CanonicalEnvelopeCodec());
    JournalBatch batch =
        JournalBatch.builder()
            .addMessages(message(1))
            .addEvents(event(message(1), NOW, new DeliveryEvent.Accepted()))
            .addSubmissions(submission())
            .build();
    try (Statements to = new Statements(connection)) {
      new BatchWriter(sql, none -> {}).write(to, EncodedBatch.of(batch, form), id -> false, 0);
    }
  }

  private static EvmAddress address(String name) {
    return EvmAddress.of(hash(name).toBytes().slice(12));
  }

  static Bytes32 hash(String name) {
    return Keccak256.hash(Bytes.fromUtf8(name));
  }
}
