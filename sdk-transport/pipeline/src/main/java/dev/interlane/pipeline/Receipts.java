package dev.interlane.pipeline;

import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.ExecutionProof;
import dev.interlane.receipt.ReplayScope;
import dev.interlane.receipt.TimelineEntry;
import dev.interlane.spi.ExecutionQuestion;
import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.MessageRecord.Leg;
import dev.interlane.spi.TransportSession;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Makes receipts from what the journal holds. Thread-safe. */
final class Receipts {
  private final Journal journal;
  private final SortedMap<String, TransportSession> sessions;

  Receipts(Journal journal, SortedMap<String, TransportSession> sessions) {
    this.journal = journal;
    this.sessions = sessions;
  }

  DeliveryReceipt of(MessageRecord message) {
    List<TimelineEntry> timeline =
        journal.events(message.id()).stream().map(JournalEvent::entry).toList();
    long deliveries =
        timeline.stream()
            .filter(entry -> entry.event() instanceof DeliveryEvent.DeliverySubmitted)
            .count();
    return DeliveryReceipt.builder()
        .envelope(message.envelope())
        .laneSequence(message.laneSequence())
        .transport(message.transport())
        .notAfter(message.notAfter())
        .status(message.status())
        .outcomeIfKnown(message.outcome())
        .dispatch(message.dispatch().map(Leg::inclusion))
        .delivery(message.delivery().map(Leg::inclusion))
        .evidence(message.evidence())
        .acceptedUnder(message.acceptedUnder())
        .protocolIds(message.protocolIds())
        .costs(message.costs())
        .replayScope(replayScope(message))
        .timeline(timeline)
        .deliveryAttempts(OptionalLong.of(deliveries))
        .build();
  }

  /** The receipt with a proof that the transport fetched and checked. */
  DeliveryReceipt withProof(MessageRecord message, ExecutionProof.Kind kind) {
    @Nullable TransportSession session = sessions.get(message.transport());
    if (session == null) {
      throw new IllegalStateException(
          "The client has no transport "
              + message.transport()
              + ", which carries message "
              + message.id()
              + ". Give it to the client's builder");
    }
    ExecutionProof proof =
        session.proveExecution(
            new ExecutionQuestion(
                message.envelope().route(),
                message.protocolIds(),
                message.delivery().map(Leg::inclusion),
                kind));
    return DeliveryReceipt.builder().from(of(message)).executionProof(proof).build();
  }

  private ReplayScope replayScope(MessageRecord message) {
    if (DeliverySteps.enforcesMessageId(message)) {
      return ReplayScope.MESSAGE_ID;
    }
    @Nullable TransportSession session = sessions.get(message.transport());
    return session == null
        ? ReplayScope.PROTOCOL_ID
        : session.capabilities(message.envelope().route()).replayScope();
  }
}
