package dev.interlane.testkit.conformance;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.chain.Inclusion;
import dev.interlane.chain.TransactionRef;
import dev.interlane.codec.envelope.CanonicalEnvelopeCodec;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.receipt.AcceptedUnder;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.Evidence;
import dev.interlane.receipt.Fee;
import dev.interlane.receipt.ProtocolId;
import dev.interlane.receipt.TimelineEntry;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.MessageRecord.Leg;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmissionState;
import dev.interlane.spi.TransactionIntent;
import java.math.BigInteger;
import java.time.Instant;

/** Records for the journal's suite. */
final class JournalValues {
  static final String APP = "suite";

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ChainId ORIGIN = ChainId.eip155(1001);
  private static final ChainId DESTINATION = ChainId.eip155(2002);
  private static final AccountId SENDER = AccountId.of(ORIGIN, address("sender"));
  private static final AccountId RECIPIENT = AccountId.of(DESTINATION, address("recipient"));

  private JournalValues() {}

  /** A new message; its number is also its lane sequence. */
  static MessageRecord message(int number) {
    return builder(number).build();
  }

  /** A new message whose sender has sent no other. */
  static MessageRecord inOwnLane(int number) {
    return builder(number, AccountId.of(ORIGIN, address("sender " + number))).build();
  }

  static MessageRecord keyed(int number, String key) {
    return builder(number).idempotencyKey(key).build();
  }

  /** A new message with every field filled. */
  static MessageRecord full(int number) {
    return builder(number)
        .idempotencyKey("full")
        .feeToken(RECIPIENT)
        .maxOriginFee(BigInteger.TWO.pow(90))
        .notAfter(NOW.plusSeconds(60))
        .dispatch(new Leg(inclusion(ORIGIN), Finality.SAFE))
        .stepIndex(1)
        .memo(Bytes.fromUtf8("memo"))
        .evidence(
            new Evidence.Vouched(
                "p/1", RECIPIENT, "the dispatch", "the operator", Bytes.of((byte) 1)))
        .delivery(new Leg(inclusion(DESTINATION), Finality.SEEN))
        .executor(new MessageRecord.Executor(DeliveredBy.STRANGER, RECIPIENT))
        .acceptedUnder(
            new AcceptedUnder(
                inclusion(DESTINATION).block(), AcceptedUnder.Match.AS_PROVEN, "a rule"))
        .addProtocolIds(new ProtocolId("message", "p/1", ORIGIN, "0x01"))
        .addCosts(new Fee(ORIGIN, Fee.NATIVE, BigInteger.TWO.pow(200), SENDER, "origin gas"))
        .liveIntent("intent")
        .broadcast(MessageRecord.Broadcast.POSSIBLE)
        .attempts(2)
        .nextAttemptAt(NOW.plusMillis(1))
        .wanted(MessageRecord.Intent.CANCEL)
        .build();
  }

  static MessageRecord at(MessageRecord message, long version) {
    return MessageRecord.builder().from(message).version(version).build();
  }

  static MessageRecord ended(MessageRecord message) {
    return MessageRecord.builder()
        .from(message)
        .outcome(new DeliveryOutcome.Cancelled("by the suite"))
        .build();
  }

  static JournalEvent event(MessageRecord message) {
    return JournalEvent.of(message.id(), new TimelineEntry(NOW, new DeliveryEvent.Accepted()));
  }

  static Submission submission(long accountNonce, String intent) {
    return Submission.builder()
        .account(SENDER)
        .accountNonce(accountNonce)
        .intent(
            TransactionIntent.builder()
                .key(intent)
                .account(SENDER)
                .to(address("mailbox"))
                .data(Bytes.fromUtf8("call"))
                .valueWei(BigInteger.TWO.pow(100))
                .gasLimit(21_000)
                .gasReserve(7)
                .tokenFee(new Fee(ORIGIN, "token", BigInteger.TWO.pow(80), SENDER, "protocol fee"))
                .build())
        .addAttempts(attempt(intent + accountNonce))
        .state(SubmissionState.PENDING)
        .build();
  }

  static Submission.Attempt attempt(String name) {
    return new Submission.Attempt(Bytes.fromUtf8("raw " + name), hash(name));
  }

  static AccountId otherAccount() {
    return RECIPIENT;
  }

  private static MessageRecord.Builder builder(int number) {
    return builder(number, SENDER);
  }

  private static MessageRecord.Builder builder(int number, AccountId sender) {
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
        .transport("suite")
        .laneSequence(number)
        .acceptedAt(NOW)
        .source(MessageRecord.Source.OURS);
  }

  private static Inclusion inclusion(ChainId chain) {
    return new Inclusion(
        new TransactionRef(chain, hash("transaction " + chain)),
        new BlockRef(chain, 7, hash("block " + chain)));
  }

  private static EvmAddress address(String name) {
    return EvmAddress.of(hash(name).toBytes().slice(12));
  }

  private static Bytes32 hash(String name) {
    return Keccak256.hash(Bytes.fromUtf8(name));
  }
}
