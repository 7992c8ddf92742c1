package dev.interlane.journal;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Inclusion;
import dev.interlane.codec.json.InterlaneJsonModule;
import dev.interlane.error.CodecException;
import dev.interlane.error.JournalCorruptException;
import dev.interlane.error.JournalVersionException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.AcceptedUnder;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.Evidence;
import dev.interlane.receipt.Fee;
import dev.interlane.receipt.ProtocolId;
import dev.interlane.receipt.TimelineEntry;
import dev.interlane.spi.EnvelopeCodec;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmissionState;
import dev.interlane.spi.TransactionIntent;
import java.io.StringWriter;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How records are kept: JSON objects, version 1, beside the columns that queries need.
 *
 * <p>Field {@code v} is the version and comes with every object; a newer one is refused, so that an
 * older SDK never works on half of what it reads. Optional parts are left out; unknown, missing,
 * repeated or mistyped fields are refused. Bytes are {@code 0x} and lower-case hexadecimal digits,
 * ids are CAIP texts, times ISO-8601, amounts decimal text; the cases of a sealed type are told
 * apart by {@code type}. An envelope is kept as its canonical bytes, in a column of its own. The
 * form is written down in docs/spec/journal.md. Thread-safe.
 */
final class RecordForm {
  /** The version this SDK writes, and the newest it reads. */
  static final int VERSION = 1;

  /** What to do when a record is not one. */
  static final String DAMAGED =
      "Stop the application, keep a copy of the whole journal, and restore a backup"
          + " (docs/durability.md)";

  private final EnvelopeCodec envelopes;
  private final JsonMapper mapper =
      JsonMapper.builder()
          .addModule(new InterlaneJsonModule())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  RecordForm(EnvelopeCodec envelopes) {
    this.envelopes = envelopes;
  }

  // Writing.

  String message(MessageRecord message) {
    return write(
        json -> {
          json.writeStringProperty("appId", message.appId());
          optional(json, "idempotencyKey", message.idempotencyKey());
          optional(json, "feeToken", message.feeToken());
          optional(json, "maxOriginFee", message.maxOriginFee().map(BigInteger::toString));
          json.writeStringProperty("transport", message.transport());
          optional(json, "notAfter", message.notAfter());
          json.writeNumberProperty("laneSequence", message.laneSequence());
          json.writePOJOProperty("acceptedAt", message.acceptedAt());
          json.writePOJOProperty("source", message.source());
          optional(json, "dispatch", message.dispatch());
          json.writeNumberProperty("stepIndex", message.stepIndex());
          json.writePOJOProperty("memo", message.memo());
          optional(json, "evidence", message.evidence());
          optional(json, "delivery", message.delivery());
          optional(json, "executor", message.executor());
          optional(json, "acceptedUnder", message.acceptedUnder());
          json.writePOJOProperty("protocolIds", message.protocolIds());
          json.writePOJOProperty("costs", message.costs());
          optional(json, "liveIntent", message.liveIntent());
          json.writePOJOProperty("broadcast", message.broadcast());
          json.writeNumberProperty("attempts", message.attempts());
          optional(json, "nextAttemptAt", message.nextAttemptAt());
          optional(json, "parked", message.parked());
          json.writePOJOProperty("wanted", message.wanted());
          optional(json, "outcome", message.outcome());
        });
  }

  String entry(TimelineEntry entry) {
    return write(
        json -> {
          json.writePOJOProperty("at", entry.at());
          json.writePOJOProperty("event", entry.event());
        });
  }

  String submission(Submission submission) {
    return write(
        json -> {
          json.writePOJOProperty("account", submission.account());
          json.writeNumberProperty("accountNonce", submission.accountNonce());
          json.writeName("intent");
          intent(json, submission.intent());
          json.writePOJOProperty("attempts", submission.attempts());
          json.writePOJOProperty("state", submission.state());
          optional(json, "inclusion", submission.inclusion());
        });
  }

  private static void intent(JsonGenerator json, TransactionIntent intent) {
    json.writeStartObject();
    json.writeStringProperty("key", intent.key());
    json.writePOJOProperty("account", intent.account());
    json.writePOJOProperty("to", intent.to());
    json.writePOJOProperty("data", intent.data());
    json.writeStringProperty("valueWei", intent.valueWei().toString());
    optional(json, "tokenFee", intent.tokenFee());
    if (intent.gasLimit().isPresent()) {
      json.writeNumberProperty("gasLimit", intent.gasLimit().getAsLong());
    }
    if (intent.gasReserve() > 0) {
      json.writeNumberProperty("gasReserve", intent.gasReserve());
    }
    json.writeEndObject();
  }

  private static void optional(JsonGenerator json, String name, Optional<?> value) {
    value.ifPresent(present -> json.writePOJOProperty(name, present));
  }

  private String write(Consumer<JsonGenerator> fields) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator json = mapper.writer().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberProperty("v", VERSION);
      fields.accept(json);
      json.writeEndObject();
    }
    return text.toString();
  }

  // Reading.

  /** The message of a row: its canonical envelope, its version in the journal, and its JSON. */
  MessageRecord message(Bytes envelope, long version, String json) {
    return read(
        "message",
        json,
        fields ->
            MessageRecord.builder()
                .appId(fields.required("appId", String.class))
                .envelope(envelopes.decode(envelope))
                .idempotencyKey(fields.optional("idempotencyKey", String.class))
                .feeToken(fields.optional("feeToken", AccountId.class))
                .maxOriginFee(fields.optional("maxOriginFee", String.class).map(BigInteger::new))
                .transport(fields.required("transport", String.class))
                .notAfter(fields.optional("notAfter", Instant.class))
                .laneSequence(fields.required("laneSequence", Long.class))
                .acceptedAt(fields.required("acceptedAt", Instant.class))
                .source(fields.required("source", MessageRecord.Source.class))
                .version(version)
                .dispatch(fields.optional("dispatch", MessageRecord.Leg.class))
                .stepIndex(fields.required("stepIndex", Integer.class))
                .memo(fields.required("memo", Bytes.class))
                .evidence(fields.optional("evidence", Evidence.class))
                .delivery(fields.optional("delivery", MessageRecord.Leg.class))
                .executor(fields.optional("executor", MessageRecord.Executor.class))
                .acceptedUnder(fields.optional("acceptedUnder", AcceptedUnder.class))
                .protocolIds(fields.list("protocolIds", ProtocolId.class))
                .costs(fields.list("costs", Fee.class))
                .liveIntent(fields.optional("liveIntent", String.class))
                .broadcast(fields.required("broadcast", MessageRecord.Broadcast.class))
                .attempts(fields.required("attempts", Integer.class))
                .nextAttemptAt(fields.optional("nextAttemptAt", Instant.class))
                .parked(fields.optional("parked", DeliveryStatus.Parked.class))
                .wanted(fields.required("wanted", MessageRecord.Intent.class))
                .outcome(fields.optional("outcome", DeliveryOutcome.class))
                .build());
  }

  TimelineEntry entry(String json) {
    return read(
        "event",
        json,
        fields ->
            new TimelineEntry(
                fields.required("at", Instant.class),
                fields.required("event", DeliveryEvent.class)));
  }

  Submission submission(String json) {
    return read(
        "submission",
        json,
        fields ->
            Submission.builder()
                .account(fields.required("account", AccountId.class))
                .accountNonce(fields.required("accountNonce", Long.class))
                .intent(intent(fields.object("intent")))
                .attempts(fields.list("attempts", Submission.Attempt.class))
                .state(fields.required("state", SubmissionState.class))
                .inclusion(fields.optional("inclusion", Inclusion.class))
                .build());
  }

  private static TransactionIntent intent(RecordFields fields) {
    TransactionIntent.Builder intent =
        TransactionIntent.builder()
            .key(fields.required("key", String.class))
            .account(fields.required("account", AccountId.class))
            .to(fields.required("to", EvmAddress.class))
            .data(fields.required("data", Bytes.class))
            .valueWei(new BigInteger(fields.required("valueWei", String.class)))
            .tokenFee(fields.optional("tokenFee", Fee.class))
            .gasLimit(
                fields
                    .optional("gasLimit", Long.class)
                    .map(OptionalLong::of)
                    .orElseGet(OptionalLong::empty))
            .gasReserve(fields.optional("gasReserve", Long.class).orElse(0L));
    fields.end();
    return intent.build();
  }

  private <T> T read(String what, String json, Function<RecordFields, T> form) {
    try {
      RecordFields fields = new RecordFields(mapper, mapper.readTree(json));
      int version = fields.required("v", Integer.class);
      if (version > VERSION) {
        throw new JournalVersionException(
            "A %s in the journal has form version %d, this SDK reads up to %d"
                .formatted(what, version, VERSION),
            "Run the SDK that wrote it, or a newer one");
      }
      T value = form.apply(fields);
      fields.end();
      return value;
    } catch (JacksonException | IllegalArgumentException | CodecException notOurs) {
      throw new JournalCorruptException(
          "A %s in the journal is not one that was written there: %s"
              .formatted(what, notOurs.getMessage()),
          DAMAGED,
          notOurs);
    }
  }

  /** The key of an account's rows: two spellings of an EVM address are one account. */
  static String key(AccountId account) {
    return account.chain().isEvm()
        ? account.chain() + ":" + account.evmAddress().toBytes().toHex()
        : account.toString();
  }

  /** The bytes of a 32-byte column. */
  static Bytes32 bytes32(byte[] column) {
    if (column.length != Bytes32.LENGTH_BYTES) {
      throw new JournalCorruptException(
          "A column of 32 bytes in the journal has " + column.length, DAMAGED);
    }
    return Bytes32.copyOf(column, 0);
  }
}
