package dev.interlane.explorer;

import dev.interlane.client.Explanation;
import dev.interlane.client.MessageSummary;
import dev.interlane.client.Operator;
import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryReceipt;

/**
 * A message as the page shows it. Immutable.
 *
 * @param summary its line in the list
 * @param receipt everything that happened to it
 * @param explanation why it is where it is, and who must act
 */
public record ExplorerMessage(
    MessageSummary summary, DeliveryReceipt receipt, Explanation explanation) {
  public ExplorerMessage {
    if (!summary.id().equals(receipt.id()) || !summary.id().equals(explanation.id())) {
      throw new IllegalArgumentException(
          "Summary, receipt and explanation must be of one message, got "
              + summary.id()
              + ", "
              + receipt.id()
              + ", "
              + explanation.id());
    }
  }

  /**
   * The message as an operator sees it now.
   *
   * @throws dev.interlane.error.UnknownMessageException if the journal does not have it
   */
  public static ExplorerMessage of(Operator operator, MessageId id) {
    return new ExplorerMessage(operator.summary(id), operator.show(id), operator.explain(id));
  }

  /** The message. */
  public MessageId id() {
    return summary.id();
  }
}
