package dev.interlane.pipeline;

import dev.interlane.client.MessageHandle;
import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.DeliveryStatus;
import dev.interlane.receipt.ExecutionProof;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A handle is an id and the client to ask. */
record PipelineHandle(MessageId id, Answering client) implements MessageHandle {
  @Override
  public DeliveryStatus status() {
    return client.record(id).status();
  }

  @Override
  public DeliveryReceipt receipt() {
    return client.receipt(client.record(id));
  }

  @Override
  public DeliveryReceipt proveExecution(ExecutionProof.Kind kind) {
    return client.proveExecution(client.record(id), kind);
  }

  @Override
  public DeliveryReceipt awaitReceipt(Duration timeout) {
    return client.awaitReceipt(id, timeout);
  }

  @Override
  public CompletionStage<DeliveryReceipt> outcome() {
    return client.outcome(id);
  }

  @Override
  public void cancel() {
    client.cancel(id);
  }

  @Override
  public void resume() {
    client.resume(id);
  }

  @Override
  public String toString() {
    return "MessageHandle[" + id + "]";
  }
}
