package dev.interlane.pipeline;

import dev.interlane.client.Explanation;
import dev.interlane.client.MessageFilter;
import dev.interlane.client.MessagePage;
import dev.interlane.client.MessageSummary;
import dev.interlane.client.Operator;
import dev.interlane.client.RetryReport;
import dev.interlane.message.MessageId;
import dev.interlane.receipt.DeliveryReceipt;
import java.util.Optional;

/** Looks at the journal of a running client and steers by its loop. */
record ClientOperator(Answering client, JournalView view) implements Operator {
  @Override
  public MessagePage list(MessageFilter filter, Optional<MessageId> after, int limit) {
    return view.list(filter, after, limit);
  }

  @Override
  public MessageSummary summary(MessageId id) {
    return JournalView.summary(client.record(id));
  }

  @Override
  public DeliveryReceipt show(MessageId id) {
    return client.receipt(client.record(id));
  }

  @Override
  public Explanation explain(MessageId id) {
    return view.explain(client.record(id), client.waitsFor(id));
  }

  @Override
  public void resume(MessageId id) {
    client.resume(id);
  }

  @Override
  public void cancel(MessageId id) {
    client.cancel(id);
  }

  @Override
  public void replace(MessageId id) {
    client.replace(id);
  }

  @Override
  public RetryReport retry(MessageFilter filter, Optional<MessageId> after, int limit) {
    return Retry.over(view, this::resume).retry(filter, after, limit);
  }

  @Override
  public String toString() {
    return "Operator[" + view.appId() + ", running]";
  }
}
