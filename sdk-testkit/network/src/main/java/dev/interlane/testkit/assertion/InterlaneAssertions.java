package dev.interlane.testkit.assertion;

import dev.interlane.client.MessageHandle;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.testkit.HyperlaneChain;

/**
 * Where assertions about messages begin. Import {@code assertThat} from here beside AssertJ's own.
 *
 * <pre>{@code
 * assertThat(receipt).isExecuted().wasDeliveredBy(DeliveredBy.SELF);
 * assertThat(network.destination()).executed(handle.id()).exactlyOnce();
 * }</pre>
 */
@CheckReturnValue
public final class InterlaneAssertions {
  private InterlaneAssertions() {}

  /** About what is sent. */
  public static EnvelopeAssert assertThat(MessageEnvelope actual) {
    return new EnvelopeAssert(actual);
  }

  /** About what became of it. */
  public static ReceiptAssert assertThat(DeliveryReceipt actual) {
    return new ReceiptAssert(actual);
  }

  /** About a message on its way. */
  public static HandleAssert assertThat(MessageHandle actual) {
    return new HandleAssert(actual);
  }

  /** About a chain of a simulated network. */
  public static ChainAssert assertThat(HyperlaneChain actual) {
    return new ChainAssert(actual);
  }
}
