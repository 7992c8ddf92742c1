package dev.interlane.explorer;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.chain.Inclusion;
import dev.interlane.chain.TransactionRef;
import dev.interlane.client.Operator;
import dev.interlane.codec.envelope.CanonicalEnvelopeCodec;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.MessageId;
import dev.interlane.message.Payload;
import dev.interlane.pipeline.InMemoryJournal;
import dev.interlane.pipeline.Interlane;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.receipt.Actor;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.Evidence;
import dev.interlane.receipt.ProtocolId;
import dev.interlane.receipt.TimelineEntry;
import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.Lease;
import dev.interlane.spi.MessageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** A journal whose messages a test moves by hand. */
final class SampleJournal {
  static final String APP = "shop";
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final ChainId ORIGIN = ChainId.eip155(1);
  static final ChainId DESTINATION = ChainId.eip155(42161);

  private static final AccountId SENDER = AccountId.of(ORIGIN, address("sender"));

  private final Journal journal = InMemoryJournal.keepingAtRest(20_000);
  private final Lease lease = journal.acquire(APP);
  private Instant now = START;

  /** Messages that came as far as chance takes them. */
  static SampleJournal random(int messages, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SampleJournal sample = new SampleJournal();
    for (int number = 0; number < messages; number++) {
      sample.pass(Duration.ofMillis(random.nextInt(2_000)));
      sample.moveTo(sample.accept(number), random.nextInt(9));
    }
    return sample;
  }

  private void moveTo(MessageId id, int end) {
    Instant accepted = now;
    switch (end) {
      case 0 -> park(id, "the fee cap is reached");
      case 1 -> conclude(id, new DeliveryOutcome.Expired(START, "nobody came"));
      case 2 -> dispatch(id);
      case 3 -> {
        dispatch(id);
        prove(id);
      }
      default -> {
        dispatch(id);
        prove(id);
        deliver(id);
        execute(id);
      }
    }
    now = accepted;
  }

  Journal journal() {
    return journal;
  }

  Operator operator() {
    return Interlane.operator(journal, APP, () -> now);
  }

  ExplorerSource source() {
    return ExplorerSource.of(operator(), journal);
  }

  ExplorerRun.Builder run() {
    return ExplorerRun.builder().title("shop").addMessagesOf(operator());
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  MessageId accept(int number) {
    return accept(number, "order-" + number);
  }

  MessageId accept(int number, String key) {
    Bytes content = Bytes.fromUtf8("message " + number);
    MessageEnvelope envelope =
        MessageEnvelope.builder()
            .sender(SENDER)
            .recipient(AccountId.of(DESTINATION, address("vault " + number % 3)))
            .body(Payload.of(content))
            .build();
    MessageRecord record =
        MessageRecord.builder()
            .appId(APP)
            .envelope(new CanonicalEnvelopeCodec().seal(envelope, content, hash("salt " + number)))
            .idempotencyKey(key)
            .transport(number % 4 == 0 ? "relay" : "validator")
            .laneSequence(number)
            .acceptedAt(now)
            .source(MessageRecord.Source.OURS)
            .build();
    commit(record, new DeliveryEvent.Accepted());
    return record.id();
  }

  void dispatch(MessageId id) {
    pass(Duration.ofSeconds(12));
    Inclusion in = inclusion(ORIGIN, 12, "dispatch " + id);
    ProtocolId protocol =
        new ProtocolId("message", "hyperlane/v3", ORIGIN, hash("protocol " + id).toHex());
    change(
        id,
        record ->
            record.dispatch(new MessageRecord.Leg(in, Finality.FINAL)).addProtocolIds(protocol),
        new DeliveryEvent.DispatchIncluded(in, List.of(protocol)));
  }

  void prove(MessageId id) {
    pass(Duration.ofSeconds(5));
    AccountId signer = AccountId.of(ORIGIN, address("validator"));
    Evidence evidence =
        new Evidence.Quorum(
            "hyperlane/v3",
            List.of(signer),
            List.of(signer, AccountId.of(ORIGIN, address("another validator"))),
            1,
            "1 signature over the message id",
            "1 of 2 validators",
            Bytes.fromUtf8("signatures of " + id));
    change(id, record -> record.evidence(evidence), new DeliveryEvent.ProofAccepted(evidence));
  }

  void deliver(MessageId id) {
    pass(Duration.ofSeconds(4));
    Inclusion in = inclusion(DESTINATION, 2, "delivery " + id);
    AccountId account = AccountId.of(DESTINATION, address("deliverer"));
    change(
        id,
        record ->
            record
                .delivery(new MessageRecord.Leg(in, Finality.SEEN))
                .executor(new MessageRecord.Executor(DeliveredBy.SELF, account)),
        new DeliveryEvent.DeliverySeen(in, DeliveredBy.SELF, account));
  }

  void execute(MessageId id) {
    pass(Duration.ofSeconds(4));
    conclude(
        id,
        new DeliveryOutcome.Executed(
            journal.message(id).orElseThrow().delivery().orElseThrow().inclusion(), "depth 2"));
  }

  void conclude(MessageId id, DeliveryOutcome outcome) {
    change(id, record -> record.outcome(outcome), new DeliveryEvent.Concluded(outcome));
  }

  void park(MessageId id, String reason) {
    change(
        id,
        record -> record.parked(new DeliveryStatus.Parked(reason, "raise it", Actor.OPERATOR)),
        new DeliveryEvent.Parked(reason, "raise it", Actor.OPERATOR));
  }

  void tell(MessageId id, DeliveryEvent event) {
    change(id, record -> record, event);
  }

  private void change(MessageId id, UnaryOperator<MessageRecord.Builder> how, DeliveryEvent event) {
    MessageRecord record = journal.message(id).orElseThrow();
    commit(how.apply(MessageRecord.builder().from(record)).build(), event);
  }

  private void commit(MessageRecord record, DeliveryEvent event) {
    journal.commit(
        lease,
        JournalBatch.builder()
            .addMessages(record)
            .addEvents(JournalEvent.of(record.id(), new TimelineEntry(now, event)))
            .build());
  }

  /** In the block of this moment. */
  private Inclusion inclusion(ChainId chain, int blockSeconds, String transaction) {
    long height = Duration.between(START, now).toSeconds() / blockSeconds;
    return new Inclusion(
        new TransactionRef(chain, hash(transaction)),
        new BlockRef(chain, height, hash(chain + " block " + height)));
  }

  static Bytes32 hash(String text) {
    return Keccak256.hash(Bytes.fromUtf8(text));
  }

  private static EvmAddress address(String name) {
    return EvmAddress.of(hash(name).toBytes().slice(12));
  }
}
