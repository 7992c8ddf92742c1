package dev.interlane.error;

import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryStatus;
import java.time.Duration;

/**
 * No outcome within the time the caller wanted to wait. The message goes on; wait again, or look at
 * its status.
 */
public final class AwaitTimeoutException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /** A wait for {@code id} that ended after {@code waited} in this status. */
  public AwaitTimeoutException(MessageId id, Duration waited, DeliveryStatus status) {
    super(
        ErrorCode.AWAIT_TIMEOUT,
        "Message " + id + " has no outcome after " + waited + ", its status is " + status,
        "It goes on: wait again, or ask its handle for the status",
        null);
  }
}
