package dev.interlane.testkit.assertion;

import dev.interlane.client.MessageHandle;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.DeliveryStatus;
import java.time.Duration;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a message on its way. */
public final class HandleAssert extends AbstractAssert<HandleAssert, MessageHandle> {
  HandleAssert(MessageHandle actual) {
    super(actual, HandleAssert.class);
  }

  /** It has this status now. */
  public HandleAssert hasStatus(Class<? extends DeliveryStatus> status) {
    isNotNull();
    new ReceiptAssert(actual.receipt()).hasStatus(status);
    return this;
  }

  /** It has not ended. */
  public HandleAssert isOpen() {
    isNotNull();
    new ReceiptAssert(actual.receipt()).isOpen();
    return this;
  }

  /** It ends this way within the time. */
  public HandleAssert endsWithin(Duration timeout, Class<? extends DeliveryOutcome> outcome) {
    isNotNull();
    new ReceiptAssert(actual.awaitReceipt(timeout)).hasOutcome(outcome);
    return this;
  }

  /** About its receipt, waited for at most this long. */
  @CheckReturnValue
  public ReceiptAssert receiptWithin(Duration timeout) {
    isNotNull();
    DeliveryReceipt receipt = actual.awaitReceipt(timeout);
    return new ReceiptAssert(receipt);
  }
}
