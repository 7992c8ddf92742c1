package dev.interlane.benchmarks;

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
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.TimelineEntry;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.MessageRecord;
import java.time.Instant;
import java.util.List;

/** What the pipeline journals for a message: that it was accepted, then that it was dispatched. */
final class Transitions {
  private static final int CONTENT_BYTES = 512;
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ChainId ORIGIN = ChainId.eip155(1);
  private static final AccountId RECIPIENT = AccountId.of(ChainId.eip155(10), address("recipient"));
  private static final Inclusion INCLUSION =
      new Inclusion(
          new TransactionRef(ORIGIN, hash("transaction")), new BlockRef(ORIGIN, 7, hash("block")));

  private Transitions() {}

  /** A new message in the lane of its sender. */
  static MessageRecord message(String sender, long laneSequence) {
    Bytes content = Bytes.of(new byte[CONTENT_BYTES]);
    MessageEnvelope envelope =
        MessageEnvelope.builder()
            .sender(AccountId.of(ORIGIN, address(sender)))
            .recipient(RECIPIENT)
            .body(Payload.of(content))
            .build();
    return MessageRecord.builder()
        .appId(sender)
        .envelope(new CanonicalEnvelopeCodec().seal(envelope, content, hash(sender + laneSequence)))
        .transport("benchmark")
        .laneSequence(laneSequence)
        .acceptedAt(NOW)
        .source(MessageRecord.Source.OURS)
        .build();
  }

  static JournalBatch accepted(List<MessageRecord> messages) {
    JournalBatch.Builder batch = JournalBatch.builder();
    for (MessageRecord message : messages) {
      batch.addMessages(message).addEvents(event(message, new DeliveryEvent.Accepted()));
    }
    return batch.build();
  }

  static JournalBatch dispatched(List<MessageRecord> messages) {
    JournalBatch.Builder batch = JournalBatch.builder();
    for (MessageRecord message : messages) {
      batch
          .addMessages(
              MessageRecord.builder()
                  .from(message)
                  .version(1)
                  .dispatch(new MessageRecord.Leg(INCLUSION, Finality.SEEN))
                  .broadcast(MessageRecord.Broadcast.POSSIBLE)
                  .build())
          .addEvents(event(message, new DeliveryEvent.DispatchIncluded(INCLUSION, List.of())));
    }
    return batch.build();
  }

  private static JournalEvent event(MessageRecord message, DeliveryEvent event) {
    return JournalEvent.of(message.id(), new TimelineEntry(NOW, event));
  }

  private static EvmAddress address(String name) {
    return EvmAddress.of(hash(name).toBytes().slice(12));
  }

  private static Bytes32 hash(String name) {
    return Keccak256.hash(Bytes.fromUtf8(name));
  }
}
