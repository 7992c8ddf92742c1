package dev.interlane.pipeline;

import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.ExecutionProof;
import dev.interlane.spi.Journal;
import dev.interlane.spi.MessageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What handles, feeds and operators ask: a client that works, or one of several instances. */
interface Answering {
  Journal journal();

  String appId();

  /** Throws {@code UnknownMessageException} if there is none. */
  MessageRecord record(MessageId id);

  DeliveryReceipt receipt(MessageRecord message);

  DeliveryReceipt proveExecution(MessageRecord message, ExecutionProof.Kind kind);

  DeliveryReceipt awaitReceipt(MessageId id, Duration timeout);

  CompletionStage<DeliveryReceipt> outcome(MessageId id);

  void cancel(MessageId id);

  void resume(MessageId id);

  void replace(MessageId id);

  /** What the step under way was last said to wait for; empty when nothing is known. */
  Optional<String> waitsFor(MessageId id);

  // For feeds.

  Instant deadline(Duration patience);

  /** Completes when there may be an outcome in the log that was not there before. */
  CompletableFuture<Void> nextOutcomeOfAny();

  /** Whether it is worth looking again: false once the time is over. */
  boolean awaitUntil(CompletableFuture<Void> future, Instant deadline);

  /** Keeps a position; returns when it is durable. */
  void keepCursor(String name, long position);
}
