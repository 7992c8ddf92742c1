package dev.interlane.pipeline;

import dev.interlane.chain.ChainId;
import dev.interlane.message.MessageId;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Journal;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.MessageRecord.Leg;
import dev.interlane.spi.Submission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts back into memory what the journal holds: open messages, transactions that are out, and which
 * belongs to which. Everything else is found out again from the chains.
 */
final class Recovery {
  private static final int PAGE = 1000;
  private static final Pattern MESSAGE_ID = Pattern.compile("0x[0-9a-f]{64}");
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final Deliveries deliveries;
  private final DeliverySteps steps;
  private final ChainFacts facts;
  private final Map<String, Sent> byKey = new HashMap<>();
  private final Map<Bytes32, Sent> byHash = new HashMap<>();

  Recovery(Deliveries deliveries, DeliverySteps steps, ChainFacts facts) {
    this.deliveries = deliveries;
    this.steps = steps;
    this.facts = facts;
  }

  /** In the first turn, before any chain is looked at. */
  void run(Set<ChainId> chains) {
    Journal journal = deliveries.settings().journal();
    for (Submission submission : journal.openSubmissions()) {
      if (chains.contains(submission.chain())) {
        recover(submission);
      }
    }
    Optional<MessageId> after = Optional.empty();
    List<MessageRecord> page;
    int count = 0;
    do {
      page = journal.openMessages(deliveries.settings().appId(), after, PAGE);
      page.forEach(this::recover);
      count += page.size();
      after = page.isEmpty() ? after : Optional.of(page.getLast().id());
    } while (page.size() == PAGE);
    byKey.values().forEach(this::withholdIfOver);
    if (count > 0) {
      LOG.info("Going on with {} messages and {} transactions", count, byKey.size());
    }
  }

  private void recover(Submission submission) {
    // Which of the two it is shows once a message claims it.
    Sent sent = new Sent(submission, Sent.Purpose.STEP);
    byKey.put(submission.intent().key(), sent);
    submission.attempts().forEach(attempt -> byHash.put(attempt.hash(), sent));
    ChainDesk desk = deliveries.desk(submission.chain());
    desk.add(sent);
    if (sent.isPending()) {
      desk.outbox(submission.account()).recovered(sent);
    } else {
      desk.outbox(submission.account()).included(sent);
    }
  }

  /**
   * A message at rest claims no transaction, but a dispatch would send what was executed again.
   * Dispatches are keyed by their message's id; other keys hold none that is ours.
   */
  private void withholdIfOver(Sent sent) {
    if (sent.isPending() && sent.owners().isEmpty()) {
      Matcher id = MESSAGE_ID.matcher(sent.submission().intent().key());
      if (id.find()) {
        sent.withheld =
            deliveries
                .settings()
                .journal()
                .message(MessageId.parse(id.group()))
                .filter(message -> !DeliverySteps.mayDispatchAgain(message))
                .isPresent();
        if (sent.withheld) {
          LOG.warn("Not sent again, because its message was executed: {}", id.group());
        }
      }
    }
  }

  private void recover(MessageRecord record) {
    Tracked message = deliveries.track(record);
    deliveries.protocolIds().add(message, record.protocolIds());
    claimTransactions(message);
    record
        .dispatch()
        .ifPresent(leg -> deliveries.origin(message).addDispatch(message, leg.inclusion().block()));
    record
        .delivery()
        .ifPresent(
            leg -> deliveries.destination(message).addDelivery(message, leg.inclusion().block()));
    facts.begin(message);
    deliveries.whenBothOpen(message, () -> goOn(message));
  }

  private void claimTransactions(Tracked message) {
    MessageRecord record = message.record;
    message.dispatchSent = claim(message, record.dispatch(), Sent.Purpose.DISPATCH);
    message.stepSent = claim(message, record.delivery(), Sent.Purpose.STEP);
    Optional<Sent> live = record.liveIntent().map(byKey::get);
    if (live.isPresent() && record.dispatch().isEmpty()) {
      message.dispatchSent = claim(message, live.get(), Sent.Purpose.DISPATCH);
    } else if (live.isPresent()) {
      message.stepSent = claim(message, live.get(), Sent.Purpose.STEP);
    }
  }

  private @Nullable Sent claim(Tracked message, Optional<Leg> leg, Sent.Purpose purpose) {
    return leg.map(one -> byHash.get(one.inclusion().transaction().hash()))
        .map(sent -> claim(message, sent, purpose))
        .orElse(null);
  }

  private static Sent claim(Tracked message, Sent sent, Sent.Purpose purpose) {
    if (!sent.owners().contains(message)) {
      sent.claimedBy(message, purpose);
    }
    return sent;
  }

  private void goOn(Tracked message) {
    MessageRecord record = message.record;
    if (!deliveries.isOpen(message)) {
      return;
    }
    if (record.delivery().isPresent()) {
      deliveries.acceptances().begin(message);
    }
    if (record.delivery().isPresent() && record.dispatch().isEmpty()) {
      facts.awaitOrphaning(message);
    }
    if (MachineState.of(record) == MachineState.DELIVERED && DeliveryMachine.isExecuted(record)) {
      // Both legs rose as far as was asked before the restart, so nothing will tell it again.
      deliveries.concludeExecuted(message);
      return;
    }
    if (record.dispatch().isEmpty() && record.source() == MessageRecord.Source.FOREIGN) {
      LOG.warn("Message {}: its foreign dispatch is in no block", message.id());
      facts.lookForForeign(message);
    }
    if (record.nextAttemptAt().isPresent()) {
      steps.lookAgainAt(message, record.nextAttemptAt().get());
    } else {
      deliveries.loop().batch().afterwards(() -> steps.goOn(message));
    }
  }
}
