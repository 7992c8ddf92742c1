package dev.interlane.pipeline;

import dev.interlane.chain.ChainId;
import dev.interlane.error.IdempotencyConflictException;
import dev.interlane.error.MessagingException;
import dev.interlane.error.OverloadedException;
import dev.interlane.error.Refusal;
import dev.interlane.error.RefusedException;
import dev.interlane.message.Lane;
import dev.interlane.message.MessageId;
import dev.interlane.message.Ordering;
import dev.interlane.receipt.Actor;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.receipt.TimelineEntry;
import dev.interlane.spi.Journal;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.TransportSession;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All open messages, and the one way in which they change: an event goes through the machine, into
 * the turn's batch, and causes what the machine says. The loop's own, but for the look-ups named
 * so.
 */
final class Deliveries {
  /** What a cancel makes of a message of which nothing was ever signed. */
  static final DeliveryOutcome CANCELLED =
      new DeliveryOutcome.Cancelled("cancelled before anything was signed");

  /** What a cancel makes of a message that is dispatched. */
  static final DeliveryOutcome GIVEN_UP =
      new DeliveryOutcome.Undelivered(
          "cancelled after its dispatch; it may still be delivered by others");

  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  private record LaneKey(Lane lane, Ordering ordering) {}

  private final Settings settings;
  private final SortedMap<String, TransportSession> sessions;
  private final ConcurrentHashMap<MessageId, Tracked> messages = new ConcurrentHashMap<>();
  private final Map<String, MessageId> keys = new HashMap<>();
  private final Map<LaneKey, Long> nextSequences = new HashMap<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final ProtocolIndex protocolIds = new ProtocolIndex();
  private final Lanes lanes = new Lanes();
  private Wiring wiring = Wiring.NONE;

  /** What the application chose. */
  record Settings(
      String appId, Journal journal, RetryPolicy retry, RandomGenerator random, int maxInFlight) {}

  /** Those that work on messages; they need this class too. */
  record Wiring(
      Loop loop,
      DeliverySteps steps,
      ChainFacts facts,
      AcceptanceReading acceptances,
      SortedMap<ChainId, ChainDesk> desks) {
    @SuppressWarnings("NullAway") // Replaced before the first turn.
    static final Wiring NONE = new Wiring(null, null, null, null, null);
  }

  Deliveries(Settings settings, SortedMap<String, TransportSession> sessions) {
    this.settings = settings;
    this.sessions = sessions;
  }

  void wire(Wiring parts) {
    wiring = parts;
  }

  Settings settings() {
    return settings;
  }

  Loop loop() {
    return wiring.loop();
  }

  AcceptanceReading acceptances() {
    return wiring.acceptances();
  }

  Lanes lanes() {
    return lanes;
  }

  ProtocolIndex protocolIds() {
    return protocolIds;
  }

  Iterable<TransportSession> sessions() {
    return sessions.values();
  }

  /** The open message with this id. From any thread. */
  Optional<Tracked> find(MessageId id) {
    return Optional.ofNullable(messages.get(id));
  }

  /** How many messages have no outcome yet. From any thread. */
  int inFlight() {
    return inFlight.get();
  }

  /** Whether the message is still worked on or watched. */
  boolean isOpen(Tracked message) {
    return !message.over;
  }

  ChainDesk desk(ChainId chain) {
    ChainDesk desk = wiring.desks().get(chain);
    if (desk == null) {
      throw new IllegalStateException("Chain " + chain + " is not one of the client's");
    }
    return desk;
  }

  ChainDesk origin(Tracked message) {
    return desk(message.record.envelope().origin());
  }

  ChainDesk destination(Tracked message) {
    return desk(message.record.envelope().destination());
  }

  /** A jittered wait after this many failures. */
  Duration pause(int failures) {
    return settings.retry().pauseAfter(failures, settings.random());
  }

  // Taking messages in.

  /** Takes in new messages, all or none; those that are known already get a handle of the known. */
  void accept(Acceptance acceptance, TurnBatch batch) {
    try {
      refuseWhenFull(acceptance);
      for (Acceptance.Draft draft : acceptance.drafts()) {
        refuseUsedKey(draft.preview());
      }
    } catch (MessagingException refused) {
      acceptance.fail(refused);
      return;
    }
    for (Acceptance.Draft draft : acceptance.drafts()) {
      MessageId id = draft.preview().id();
      if (!messages.containsKey(id)) {
        acceptance.accepted().add(admit(draft));
      }
      acceptance.ids().add(id);
    }
    batch.accepted(acceptance);
  }

  private void refuseWhenFull(Acceptance acceptance) {
    long fresh =
        acceptance.drafts().stream()
            .filter(draft -> !messages.containsKey(draft.preview().id()))
            .count();
    if (inFlight.get() + fresh > settings.maxInFlight()) {
      throw new OverloadedException(
          inFlight.get()
              + " messages are in flight and "
              + fresh
              + " more would exceed maxInFlight "
              + settings.maxInFlight(),
          "Wait for some to end and send again, or raise maxInFlight");
    }
  }

  private void refuseUsedKey(MessageRecord preview) {
    Optional<MessageId> other =
        preview.idempotencyKey().map(keys::get).filter(known -> !known.equals(preview.id()));
    if (other.isPresent()) {
      throw conflict(preview.idempotencyKey().orElseThrow(), other.get(), preview.id());
    }
  }

  static IdempotencyConflictException conflict(String key, MessageId known, MessageId offered) {
    return new IdempotencyConflictException(
        "Idempotency key '"
            + key
            + "' belongs to message "
            + known
            + ", which differs from the one sent now ("
            + offered
            + ")",
        "Use a new key for a new message, or send the same envelope again");
  }

  private Tracked admit(Acceptance.Draft draft) {
    LaneKey lane =
        new LaneKey(draft.preview().envelope().lane(), draft.preview().envelope().ordering());
    long sequence =
        nextSequences.computeIfAbsent(
            lane, key -> settings.journal().nextLaneSequence(key.lane(), key.ordering()));
    nextSequences.put(lane, sequence + 1);
    Tracked message =
        track(
            MessageRecord.builder()
                .from(draft.preview())
                .laneSequence(sequence)
                .acceptedAt(loop().now())
                .build());
    apply(message, new DeliveryEvent.Accepted());
    wiring.facts().begin(message);
    draft
        .foreign()
        .ifPresent(
            foreign -> wiring.facts().dispatched(message, foreign.inclusion(), foreign.dispatch()));
    return message;
  }

  /** The journal did not take the message: as if it had never come. */
  void withdraw(Tracked message) {
    nextSequences.remove(
        new LaneKey(message.record.envelope().lane(), message.record.envelope().ordering()));
    inFlight.decrementAndGet();
    forget(message);
    messages.remove(message.id(), message);
    lanes.withdraw(message);
  }

  /** Holds an open message in memory. */
  Tracked track(MessageRecord record) {
    TransportSession session = sessions.get(record.transport());
    if (session == null) {
      throw new IllegalArgumentException(
          "Message "
              + record.id()
              + " in the journal travels by transport '"
              + record.transport()
              + "', the client has "
              + sessions.keySet()
              + ". Add it, the message cannot go on without");
    }
    Tracked message = new Tracked(record, session, session.steps(record.envelope().route()));
    messages.put(record.id(), message);
    record.idempotencyKey().ifPresent(key -> keys.put(key, record.id()));
    if (record.outcome().isEmpty()) {
      inFlight.incrementAndGet();
    }
    lanes.add(message);
    return message;
  }

  private void forget(Tracked message) {
    message.over = true;
    message.forget();
    message.record.idempotencyKey().ifPresent(key -> keys.remove(key, message.id()));
    protocolIds.remove(message, message.record.protocolIds());
    message
        .record
        .notAfter()
        .ifPresent(
            notAfter -> {
              origin(message).forgetExpiry(notAfter, message);
              destination(message).forgetExpiry(notAfter, message);
            });
  }

  /** The batch is journaled: what ended leaves memory. */
  void committed(TurnBatch batch) {
    for (Tracked message : batch.messages()) {
      if (message.over) {
        messages.remove(message.id(), message);
      }
    }
  }

  /** Nothing goes on any more; those that wait are told. */
  void abandon(Throwable why) {
    messages.values().forEach(message -> message.abandon(why));
  }

  /** Every open message, in the order of ids. */
  List<Tracked> all() {
    return messages.values().stream().sorted(Comparator.comparing(Tracked::id)).toList();
  }

  // Changing messages.

  /** Makes the move, and what follows from it. */
  void apply(Tracked message, DeliveryEvent event) {
    boolean hadOutcome = message.record.outcome().isPresent();
    DeliveryMachine.Transition transition = DeliveryMachine.apply(message.record, event);
    message.record = transition.message();
    loop().batch().changed(message, new TimelineEntry(loop().now(), event));
    LOG.debug("Message {}: {}", message.id(), event);
    boolean hasOutcome = message.record.outcome().isPresent();
    if (hadOutcome != hasOutcome) {
      inFlight.addAndGet(hasOutcome ? -1 : 1);
    }
    if (endsWorkUnderWay(event)) {
      message.interrupt();
    }
    act(message, transition.action());
    if (event instanceof DeliveryEvent.Concluded) {
      concluded(message);
    }
    if (movesLane(event)) {
      loop().batch().afterwards(() -> wiring.steps().laneMoved(message));
    }
  }

  /** Changes what is not decided by events, such as memo and costs. */
  void edit(Tracked message, UnaryOperator<MessageRecord.Builder> change) {
    message.record = change.apply(MessageRecord.builder().from(message.record)).build();
    loop().batch().changed(message);
  }

  private static boolean endsWorkUnderWay(DeliveryEvent event) {
    return switch (event) {
      case DeliveryEvent.Accepted e -> false;
      case DeliveryEvent.DispatchSubmitted e -> false;
      case DeliveryEvent.StepSubmitted e -> false;
      case DeliveryEvent.DeliverySubmitted e -> false;
      case DeliveryEvent.DispatchFinalityRose e -> false;
      case DeliveryEvent.DeliveryFinalityRose e -> false;
      case DeliveryEvent.ProofAccepted e -> false;
      case DeliveryEvent.AttemptFailed e -> false;
      case DeliveryEvent.DispatchIncluded e -> true;
      case DeliveryEvent.DispatchReverted e -> true;
      case DeliveryEvent.DispatchReorged e -> true;
      case DeliveryEvent.ProofVoided e -> true;
      case DeliveryEvent.StepReverted e -> true;
      case DeliveryEvent.DeliveryReverted e -> true;
      case DeliveryEvent.DeliverySeen e -> true;
      case DeliveryEvent.DeliveryReorged e -> true;
      case DeliveryEvent.Parked e -> true;
      case DeliveryEvent.Resumed e -> true;
      case DeliveryEvent.CancelRequested e -> true;
      case DeliveryEvent.Concluded e -> true;
    };
  }

  private static boolean movesLane(DeliveryEvent event) {
    return event instanceof DeliveryEvent.DeliverySeen
        || event instanceof DeliveryEvent.DeliveryFinalityRose
        || event instanceof DeliveryEvent.Parked
        || event instanceof DeliveryEvent.Resumed
        || event instanceof DeliveryEvent.Concluded;
  }

  private void act(Tracked message, MachineAction action) {
    switch (action) {
      case NONE -> {}
      case DISPATCH, CANCEL_UNLESS_OUT ->
          loop().batch().afterwards(() -> wiring.steps().dispatch(message));
      case ADVANCE -> loop().batch().afterwards(() -> wiring.steps().advance(message));
      case CONCLUDE_EXECUTED -> concludeExecuted(message);
      case CONCLUDE_CANCELLED -> conclude(message, CANCELLED);
      case CONCLUDE_UNDELIVERED -> conclude(message, GIVEN_UP);
    }
  }

  /**
   * After a restart one chain is looked at before the other: what the journal says of that one may
   * have been reorganised away meanwhile, so both have to be looked at first. By which rule the
   * message was accepted is read before too; whoever reads it comes back here.
   */
  void concludeExecuted(Tracked message) {
    whenBothOpen(
        message,
        () -> {
          if (!isOpen(message) || !DeliveryMachine.isExecuted(message.record)) {
            return;
          }
          if (!wiring.acceptances().isOver(message)) {
            wiring.acceptances().begin(message);
          } else {
            conclude(
                message,
                new DeliveryOutcome.Executed(
                    message.record.delivery().orElseThrow().inclusion(), rule(message)));
          }
        });
  }

  /** Runs at once, or when both chains of the message were looked at for the first time. */
  void whenBothOpen(Tracked message, Runnable action) {
    origin(message).whenOpen(() -> destination(message).whenOpen(action));
  }

  private String rule(Tracked message) {
    String origin = origin(message).heads().orElseThrow().rule();
    String destination = destination(message).heads().orElseThrow().rule();
    return origin.equals(destination)
        ? origin
        : "origin " + origin + ", destination " + destination;
  }

  /** Ends the message; the machine checks that its record bears the outcome out. */
  void conclude(Tracked message, DeliveryOutcome outcome) {
    if (outcome instanceof DeliveryOutcome.Orphaned) {
      LOG.error("Message {}: {}", message.id(), outcome);
    } else {
      LOG.info("Message {}: {}", message.id(), outcome);
    }
    apply(message, new DeliveryEvent.Concluded(outcome));
  }

  private void concluded(Tracked message) {
    lanes.ended(message);
    if (!message.record.isOpen()) {
      forget(message);
    }
  }

  /** A person is needed. Nothing if the message is delivered, parked or over. */
  void park(Tracked message, String reason, String hint, Actor actor) {
    if (DeliveryMachine.allows(message.record, DeliveryEvent.Parked.class)) {
      LOG.warn("Message {} needs a person ({}): {}. {}", message.id(), actor, reason, hint);
      apply(message, new DeliveryEvent.Parked(reason, hint, actor));
    }
  }

  /** The step did not succeed: tried again after a pause, up to the bound. */
  void failed(Tracked message, String step, String reason) {
    message.working = false;
    if (!DeliveryMachine.allows(message.record, DeliveryEvent.AttemptFailed.class)) {
      return;
    }
    int attempt = message.record.attempts() + 1;
    if (attempt >= settings.retry().maxAttempts()) {
      conclude(
          message,
          new DeliveryOutcome.Undelivered(
              step + " did not succeed in " + attempt + " attempts: " + reason));
      return;
    }
    var next = loop().now().plus(pause(attempt));
    LOG.info("Message {}: {} failed, attempt {}: {}", message.id(), step, attempt, reason);
    apply(message, new DeliveryEvent.AttemptFailed(step, reason, attempt, next));
    wiring.steps().lookAgainAt(message, next);
  }

  /**
   * Something between us and the chain is in the way. It passes without counting against the
   * message; anything that waiting cannot mend needs a person.
   */
  void troubled(Tracked message, Exception cause) {
    message.working = false;
    if (cause instanceof MessagingException known && known.isRetryable()) {
      message.troubles++;
      Duration pause = pause(message.troubles);
      LOG.warn("Message {}: trying again in {}: {}", message.id(), pause, cause.getMessage());
      wiring.steps().lookAgainAt(message, loop().now().plus(pause));
    } else if (cause instanceof RefusedException refused) {
      Refusal first = refused.refusals().get(0);
      park(message, first.field() + ": " + first.reason(), first.hint(), Actor.APPLICATION);
    } else {
      LOG.warn("Message {}: cannot go on", message.id(), cause);
      park(
          message,
          "transport '" + message.record.transport() + "' failed: " + cause,
          cause instanceof MessagingException known ? known.hint() : "see the log, then resume",
          Actor.OPERATOR);
    }
  }
}
