package dev.interlane.publisher;

/**
 * Where receipts go. One is handed out at a time, in order, and may come more than once with the
 * same key. Implemented by {@link WebhookSink} and {@link KafkaSink}, and by applications for other
 * places. Used by one thread at a time.
 */
public interface ReceiptSink extends AutoCloseable {
  /**
   * Hands a receipt out and waits for the answer, for a bounded time. Ends early, as unavailable
   * and with the thread's interrupt flag set, when the thread is interrupted.
   */
  SinkAnswer publish(Publication publication);

  @Override
  void close();
}
