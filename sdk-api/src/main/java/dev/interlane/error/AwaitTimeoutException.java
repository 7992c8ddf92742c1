package dev.interlane.error;

import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryStatus;
import java.time.Duration;

/**
 * No outcome within the time the caller wanted to wait. Thrown by {@code
 * MessageHandle.awaitReceipt} only, and says nothing about the message's fate: it goes on. Wait
 * again, or look at its status.
 */
public final class AwaitTimeoutException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /**
   * A wait that ended too early.
   *
   * @param id the message waited for
   * @param waited how long the caller waited
   * @param status where the message was then
   */
  public AwaitTimeoutException(MessageId id, Duration waited, DeliveryStatus status) {
    super(
        ErrorCode.AWAIT_TIMEOUT,
        "Message " + id + " has no outcome after " + waited + ", its status is " + status,
        "It goes on: wait again, or ask its handle for the status",
        null);
  }
}
