package dev.interlane.receipt;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.BlockRef;
import dev.interlane.chain.Finality;
import dev.interlane.chain.Inclusion;
import dev.interlane.chain.TransactionRef;
import java.time.Instant;
import java.util.List;

/**
 * What happened to a message: the input of the delivery machine, an entry of the journal, and a
 * line of a receipt's timeline, all the same value. Immutable.
 */
public sealed interface DeliveryEvent {

  /** The message was journaled. */
  record Accepted() implements DeliveryEvent {}

  /** The dispatch transaction is signed and journaled, and goes to the origin. */
  record DispatchSubmitted(TransactionRef transaction, long accountNonce)
      implements DeliveryEvent {}

  /** The dispatch transaction is in a block and did what it should. */
  record DispatchIncluded(Inclusion inclusion, List<ProtocolId> protocolIds)
      implements DeliveryEvent {
    public DispatchIncluded {
      protocolIds = List.copyOf(protocolIds);
    }
  }

  /** The dispatch transaction is in a block but failed there. */
  record DispatchReverted(Inclusion inclusion, String reason) implements DeliveryEvent {}

  /** The origin became surer of the dispatch. */
  record DispatchFinalityRose(Finality finality) implements DeliveryEvent {}

  /** A reorganisation of the origin removed the block of the dispatch. */
  record DispatchReorged(BlockRef removed) implements DeliveryEvent {}

  /** The transport's proof passed the SDK's own check. */
  record ProofAccepted(Evidence evidence) implements DeliveryEvent {}

  /** A proof no longer holds, because what it proved is gone. */
  record ProofVoided(String reason) implements DeliveryEvent {}

  /** The delivery transaction is signed and journaled, and goes to the destination. */
  record DeliverySubmitted(TransactionRef transaction, long accountNonce)
      implements DeliveryEvent {}

  /** Our delivery transaction is in a block but failed there. */
  record DeliveryReverted(Inclusion inclusion, String reason) implements DeliveryEvent {}

  /** The message was executed at the destination, by us or by a stranger. */
  record DeliverySeen(Inclusion inclusion, DeliveredBy by, AccountId submitter)
      implements DeliveryEvent {}

  /** The destination became surer of the delivery. */
  record DeliveryFinalityRose(Finality finality) implements DeliveryEvent {}

  /** A reorganisation of the destination removed the block of the delivery. */
  record DeliveryReorged(BlockRef removed) implements DeliveryEvent {}

  /** A step did not succeed and will be tried again. */
  record AttemptFailed(String step, String reason, int attempt, Instant nextAttemptAt)
      implements DeliveryEvent {}

  /** A person is needed. */
  record Parked(String reason, String hint, Actor actor) implements DeliveryEvent {}

  /** A person said: go on. */
  record Resumed() implements DeliveryEvent {}

  /** A person said: stop, if it is still possible. */
  record CancelRequested() implements DeliveryEvent {}

  /** The message reached an outcome. */
  record Concluded(DeliveryOutcome outcome) implements DeliveryEvent {}
}
