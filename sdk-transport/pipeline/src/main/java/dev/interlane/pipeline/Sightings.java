package dev.interlane.pipeline;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.BlockRef;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.chain.Inclusion;
import dev.interlane.primitive.Bytes32;
import dev.interlane.receipt.DeliveredBy;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryOutcome;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.MessageRecord.Leg;
import dev.interlane.spi.Sighting;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.spi.TransportSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What logs of the destination say about messages: that they were delivered, by whom, or that they
 * never will be. The loop's own.
 */
final class Sightings {
  private static final Logger LOG = LoggerFactory.getLogger(Sightings.class);

  private final Deliveries deliveries;
  private final Consumer<Tracked> withoutDispatch;

  /**
   * Over these messages.
   *
   * @param withoutDispatch told of a message that was delivered while its dispatch is in no block
   */
  Sightings(Deliveries deliveries, Consumer<Tracked> withoutDispatch) {
    this.deliveries = deliveries;
    this.withoutDispatch = withoutDispatch;
  }

  /**
   * A log that a transport asked for.
   *
   * @param senders who sent the transactions of its block, as far as known
   */
  void recognise(ChainDesk desk, ChainLog log, Map<Bytes32, EvmAddress> senders) {
    for (TransportSession session : deliveries.sessions()) {
      List<Sighting> sightings;
      try {
        sightings = session.recognise(log);
      } catch (RuntimeException broken) {
        LOG.error("A transport failed on log {} of {}", log.logIndex(), log.inclusion(), broken);
        continue;
      }
      for (Sighting sighting : sightings) {
        Optional<EvmAddress> sender = Optional.ofNullable(senders.get(log.transaction().hash()));
        deliveries
            .protocolIds()
            .match(sighting)
            .ifPresent(message -> seen(desk, message, sighting, sender));
      }
    }
  }

  /** A sighting from elsewhere than the newest block, if its block is still there. */
  void seen(Tracked message, Sighting sighting) {
    ChainDesk desk = deliveries.desk(sighting.log().block().chain());
    if (desk.isCanonical(sighting.log().block())) {
      seen(desk, message, sighting, Optional.empty());
    }
  }

  private void seen(
      ChainDesk desk, Tracked message, Sighting sighting, Optional<EvmAddress> sender) {
    switch (sighting.kind()) {
      case DELIVERED -> delivered(desk, message, sighting, sender);
      case FAILED_FINAL -> failedFinally(message, sighting);
    }
  }

  private void delivered(
      ChainDesk desk, Tracked message, Sighting sighting, Optional<EvmAddress> sender) {
    Inclusion inclusion = sighting.log().inclusion();
    if (!inclusion.chain().equals(message.record.envelope().destination())) {
      LOG.warn(
          "Message {}: {} says that it was delivered there, which is not where it goes",
          message.id(),
          inclusion);
      return;
    }
    Optional<Leg> known = message.record.delivery();
    if (known.isPresent()) {
      if (!known.get().inclusion().equals(inclusion)) {
        LOG.warn(
            "Message {} was delivered by {} and again by {}",
            message.id(),
            known.get().inclusion(),
            inclusion);
      }
      return;
    }
    Optional<Sent> ours = desk.sent(inclusion.transaction().hash());
    if (ours.isPresent()) {
      deliveredBy(message, inclusion, DeliveredBy.SELF, ours.get().submission().account());
    } else if (sender.isPresent()) {
      AccountId stranger = AccountId.of(inclusion.chain(), sender.get());
      deliveredBy(message, inclusion, DeliveredBy.STRANGER, stranger);
    } else {
      askForStranger(desk, message, inclusion, 1);
    }
  }

  private void askForStranger(ChainDesk desk, Tracked message, Inclusion inclusion, int attempt) {
    deliveries
        .loop()
        .ask(
            () -> desk.chain().port().receipt(inclusion.transaction().hash()),
            answer -> {
              if (!deliveries.isOpen(message)
                  || message.record.delivery().isPresent()
                  || !desk.isCanonical(inclusion.block())) {
                return;
              }
              Optional<TransactionReceipt> receipt =
                  answer instanceof Answer.Value<Optional<TransactionReceipt>> found
                      ? found.value()
                      : Optional.empty();
              if (receipt.isPresent() && receipt.get().inclusion().equals(inclusion)) {
                AccountId stranger = AccountId.of(inclusion.chain(), receipt.get().sender());
                deliveredBy(message, inclusion, DeliveredBy.STRANGER, stranger);
                return;
              }
              LOG.warn(
                  "Message {}: no receipt of its delivery {} yet, asking again",
                  message.id(),
                  inclusion.transaction());
              deliveries
                  .loop()
                  .at(
                      deliveries.loop().now().plus(deliveries.pause(attempt)),
                      () -> askForStranger(desk, message, inclusion, attempt + 1));
            });
  }

  private void deliveredBy(
      Tracked message, Inclusion inclusion, DeliveredBy by, AccountId submitter) {
    deliveries.apply(message, new DeliveryEvent.DeliverySeen(inclusion, by, submitter));
    deliveries.desk(inclusion.chain()).addDelivery(message, inclusion.block());
    deliveries.acceptances().begin(message);
    if (message.record.dispatch().isEmpty()) {
      withoutDispatch.accept(message);
    }
  }

  private void failedFinally(Tracked message, Sighting sighting) {
    BlockRef block = sighting.log().block();
    ChainDesk desk = deliveries.desk(block.chain());
    Runnable decide =
        () -> {
          if (deliveries.isOpen(message)
              && message.record.delivery().isEmpty()
              && desk.isCanonical(block)) {
            deliveries.conclude(
                message,
                new DeliveryOutcome.Failed(
                    "the destination recorded a final failure in " + sighting.log().inclusion()));
          }
        };
    if (desk.hasReached(Finality.FINAL, block.height())) {
      decide.run();
    } else {
      desk.await(Finality.FINAL, block.height(), decide);
    }
  }

  /**
   * The transport says that it was delivered, and no block we read showed it: it was before we
   * began to read, so the destination's logs are searched backwards.
   */
  void lookBack(Tracked message) {
    ChainDesk desk = deliveries.destination(message);
    int stamp = message.stamp;
    deliveries
        .loop()
        .ask(
            () -> LookBack.find(desk.chain().port(), message.session(), message.committed()),
            answer -> {
              if (message.stamp != stamp || !deliveries.isOpen(message)) {
                return;
              }
              if (answer instanceof Answer.Value<Optional<Sighting>> found) {
                if (found.value().isEmpty()) {
                  LOG.warn(
                      "Message {}: its transport says that it was delivered, but the last {} blocks"
                          + " do not show it",
                      message.id(),
                      LookBack.MAX_BLOCKS);
                }
                found
                    .value()
                    .filter(one -> desk.isCanonical(one.log().block()))
                    .ifPresent(one -> seen(message, one));
              }
            });
  }
}
