/**
 * Hands receipts out to others: {@link dev.interlane.publisher.ReceiptPublisher} reads a client's
 * receipts in the order of its log and gives them to a {@link dev.interlane.publisher.ReceiptSink},
 * a webhook or a Kafka topic. Its place in the log moves only after the other side has taken one.
 */
@NullMarked
package dev.interlane.publisher;

import org.jspecify.annotations.NullMarked;
