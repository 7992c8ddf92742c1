package dev.interlane.publisher;

import dev.interlane.chain.AccountId;
import dev.interlane.client.ReceiptFeed;
import dev.interlane.codec.envelope.CanonicalEnvelopeCodec;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Keccak256;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.ReplayScope;

/** Receipts to hand out. */
final class Publications {
  private static final AccountId SENDER =
      AccountId.parse("eip155:1:0x00000000000000000000000000000000000000a1");
  private static final AccountId RECIPIENT =
      AccountId.parse("eip155:42161:0x00000000000000000000000000000000000000b2");

  private Publications() {}

  /** The receipt at this position of the log. */
  static Publication at(long position) {
    return Publication.of(new ReceiptFeed.Entry(position, receipt()));
  }

  /** A receipt of a message with this many bytes of content, or a little more. */
  static Publication withContentOf(int bytes) {
    return Publication.of(new ReceiptFeed.Entry(1, receipt(Bytes.of(new byte[bytes]))));
  }

  static DeliveryReceipt receipt() {
    return receipt(Bytes.fromUtf8("content"));
  }

  private static DeliveryReceipt receipt(Bytes content) {
    MessageEnvelope envelope =
        MessageEnvelope.builder()
            .sender(SENDER)
            .recipient(RECIPIENT)
            .body(Payload.of(content))
            .build();
    return DeliveryReceipt.builder()
        .envelope(new CanonicalEnvelopeCodec().seal(envelope, content, Keccak256.hash(content)))
        .laneSequence(0)
        .transport("relay")
        .status(new DeliveryStatus.Accepted())
        .replayScope(ReplayScope.MESSAGE_ID)
        .build();
  }
}
