package dev.interlane.pipeline;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.chain.Inclusion;
import dev.interlane.chain.TransactionRef;
import dev.interlane.codec.envelope.CanonicalEnvelopeCodec;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.Ordering;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.MessageRecord;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Values that tests need and that do not matter to them. */
final class Fixtures {
  static final ChainId ORIGIN = ChainId.parse("eip155:1001");
  static final ChainId DESTINATION = ChainId.parse("eip155:2002");
  static final AccountId SENDER = AccountId.of(ORIGIN, address(1));
  static final AccountId RELAYER = AccountId.of(DESTINATION, address(2));
  static final AccountId RECIPIENT = AccountId.of(DESTINATION, address(3));
  static final EvmAddress MAILBOX = address(4);
  static final EvmAddress STRANGER = address(5);
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Fixtures() {}

  static EvmAddress address(int number) {
    return EvmAddress.of(Bytes32.leftPad(Bytes.of((byte) number)).toBytes().slice(12));
  }

  static Bytes32 hash(String name) {
    return Keccak256.hash(Bytes.fromUtf8(name));
  }

  static BlockRef block(ChainId chain, long height) {
    return new BlockRef(chain, height, hash(chain + "/" + height));
  }

  static Inclusion inclusion(ChainId chain, long height) {
    return new Inclusion(new TransactionRef(chain, hash("tx" + height)), block(chain, height));
  }

  /** Wants receipts when told so, and no block for itself. */
  static ChainFollower.Wanted wanting(BooleanSupplier receipts) {
    return new ChainFollower.Wanted() {
      @Override
      public boolean receipts() {
        return receipts.getAsBoolean();
      }

      @Override
      public boolean everyBlock() {
        return false;
      }
    };
  }

  static MessageEnvelope.Builder envelope(String content) {
    return MessageEnvelope.builder()
        .sender(SENDER)
        .recipient(RECIPIENT)
        .body(Payload.of(Bytes.fromUtf8(content)));
  }

  static CanonicalEnvelope sealed(MessageEnvelope envelope, String content) {
    return new CanonicalEnvelopeCodec()
        .seal(envelope, Bytes.fromUtf8(content), hash("salt of " + content));
  }

  static MessageRecord.Builder record(String content) {
    return record(content, Finality.FINAL, Ordering.UNORDERED);
  }

  static MessageRecord.Builder record(String content, Finality finality, Ordering ordering) {
    return MessageRecord.builder()
        .appId("test")
        .envelope(sealed(envelope(content).finality(finality).ordering(ordering).build(), content))
        .transport("test")
        .laneSequence(0)
        .acceptedAt(START)
        .source(MessageRecord.Source.OURS);
  }
}
