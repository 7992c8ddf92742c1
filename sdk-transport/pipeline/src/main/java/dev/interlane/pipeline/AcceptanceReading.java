package dev.interlane.pipeline;

import dev.interlane.chain.Inclusion;
import dev.interlane.receipt.AcceptedUnder;
import dev.interlane.spi.AcceptanceQuestion;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the transport read by which rule the destination accepted a message, as soon as the execution
 * is seen: a node forgets the state of old blocks. What cannot be read after some tries is recorded
 * as unknown, so that nothing waits for it for ever. The loop's own.
 */
final class AcceptanceReading {
  /** How often a chain is asked before its silence is recorded. */
  static final int MAX_TRIES = 4;

  private static final Logger LOG = LoggerFactory.getLogger(AcceptanceReading.class);

  private final Deliveries deliveries;

  AcceptanceReading(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  /** One reading of one delivery; a delivery that comes again is read again. */
  static final class Reading {
    private final Inclusion delivery;
    private boolean over;

    private Reading(Inclusion delivery) {
      this.delivery = delivery;
    }
  }

  /** Whether nothing more will be learnt about the message's delivery. */
  boolean isOver(Tracked message) {
    return message.record.acceptedUnder().isPresent()
        || (message.acceptance != null && message.acceptance.over);
  }

  /** Begins to read, unless that is done or under way. The message has been delivered. */
  void begin(Tracked message) {
    if (!isOver(message) && message.acceptance == null) {
      Reading reading = new Reading(message.record.delivery().orElseThrow().inclusion());
      message.acceptance = reading;
      ask(message, reading, 1);
    }
  }

  private void ask(Tracked message, Reading reading, int attempt) {
    AcceptanceQuestion question =
        new AcceptanceQuestion(message.record.outbound(), message.record.memo(), reading.delivery);
    deliveries
        .loop()
        .ask(
            () -> message.session().acceptedUnder(question),
            answer -> {
              if (deliveries.isOpen(message) && message.acceptance == reading) {
                take(message, reading, attempt, answer);
              }
            });
  }

  private void take(
      Tracked message, Reading reading, int attempt, Answer<Optional<AcceptedUnder>> answer) {
    switch (answer) {
      case Answer.Value<Optional<AcceptedUnder>> read -> end(message, reading, read.value());
      case Answer.Trouble<Optional<AcceptedUnder>> trouble -> {
        String reason = String.valueOf(trouble.cause().getMessage());
        LOG.info(
            "Message {}: by which rule it was accepted is not known, attempt {}: {}",
            message.id(),
            attempt,
            reason);
        if (attempt < MAX_TRIES) {
          deliveries
              .loop()
              .at(
                  deliveries.loop().now().plus(deliveries.pause(attempt)),
                  () -> askAgain(message, reading, attempt + 1));
        } else {
          end(
              message,
              reading,
              Optional.of(
                  new AcceptedUnder(
                      reading.delivery.block(), AcceptedUnder.Match.UNKNOWN, reason)));
        }
      }
    }
  }

  private void askAgain(Tracked message, Reading reading, int attempt) {
    if (deliveries.isOpen(message) && message.acceptance == reading) {
      ask(message, reading, attempt);
    }
  }

  private void end(Tracked message, Reading reading, Optional<AcceptedUnder> read) {
    reading.over = true;
    if (read.isPresent()) {
      deliveries.edit(message, record -> record.acceptedUnder(read));
    }
    if (MachineState.of(message.record) == MachineState.DELIVERED
        && DeliveryMachine.isExecuted(message.record)) {
      deliveries.concludeExecuted(message);
    }
  }
}
