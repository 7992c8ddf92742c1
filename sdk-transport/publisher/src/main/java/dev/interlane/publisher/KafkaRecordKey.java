package dev.interlane.publisher;

import dev.interlane.receipt.DeliveryReceipt;

/** Which receipts share a Kafka partition, and so keep their order. */
public enum KafkaRecordKey {
  /** Those of one lane: sender and recipient. */
  LANE,
  /** Those of one message: lanes spread over all partitions. */
  MESSAGE_ID;

  String of(DeliveryReceipt receipt) {
    return switch (this) {
      case LANE -> receipt.envelope().lane().id().toString();
      case MESSAGE_ID -> receipt.id().toString();
    };
  }
}
