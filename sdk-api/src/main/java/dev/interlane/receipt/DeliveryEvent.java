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

  /**
   * The dispatch transaction is signed and journaled, and goes to the origin. A replacement at the
   * same account nonce is a further such event.
   *
   * @param transaction the signed transaction
   * @param accountNonce its number among those of the sending account
   */
  record DispatchSubmitted(TransactionRef transaction, long accountNonce)
      implements DeliveryEvent {}

  /**
   * The dispatch transaction is in a block and did what it should.
   *
   * @param inclusion the transaction and its block
   * @param protocolIds what the protocol calls the message; provisional until the origin is final
   */
  record DispatchIncluded(Inclusion inclusion, List<ProtocolId> protocolIds)
      implements DeliveryEvent {
    public DispatchIncluded {
      protocolIds = List.copyOf(protocolIds);
    }
  }

  /**
   * The dispatch transaction is in a block but failed there: nothing was dispatched.
   *
   * @param inclusion the transaction and its block
   * @param reason what the contract said, as far as it can be read
   */
  record DispatchReverted(Inclusion inclusion, String reason) implements DeliveryEvent {}

  /**
   * The origin became surer of the dispatch.
   *
   * @param finality how sure it is now
   */
  record DispatchFinalityRose(Finality finality) implements DeliveryEvent {}

  /**
   * A reorganisation of the origin removed the block of the dispatch.
   *
   * @param removed the block that is no longer canonical
   */
  record DispatchReorged(BlockRef removed) implements DeliveryEvent {}

  /**
   * The transport's proof passed the SDK's own check.
   *
   * @param evidence what was checked and who is trusted
   */
  record ProofAccepted(Evidence evidence) implements DeliveryEvent {}

  /**
   * A proof no longer holds, because what it proved is gone.
   *
   * @param reason what is gone
   */
  record ProofVoided(String reason) implements DeliveryEvent {}

  /**
   * The transaction of a step between proof and delivery is signed and journaled.
   *
   * @param step the transport's word for the step, such as {@code authorize}
   * @param transaction the signed transaction
   * @param accountNonce its number among those of the account that sends it
   */
  record StepSubmitted(String step, TransactionRef transaction, long accountNonce)
      implements DeliveryEvent {}

  /**
   * Our transaction of a step between proof and delivery is in a block but failed there.
   *
   * @param step the transport's word for the step
   * @param inclusion the transaction and its block
   * @param reason what the contract said, as far as it can be read
   */
  record StepReverted(String step, Inclusion inclusion, String reason) implements DeliveryEvent {}

  /**
   * The delivery transaction is signed and journaled, and goes to the destination.
   *
   * @param transaction the signed transaction
   * @param accountNonce its number among those of the delivering account
   */
  record DeliverySubmitted(TransactionRef transaction, long accountNonce)
      implements DeliveryEvent {}

  /**
   * Our delivery transaction is in a block but failed there; the message can be delivered again.
   *
   * @param inclusion the transaction and its block
   * @param reason what the contract said, as far as it can be read
   */
  record DeliveryReverted(Inclusion inclusion, String reason) implements DeliveryEvent {}

  /**
   * The message was executed at the destination, by us or by a stranger, possibly before we saw it
   * proven.
   *
   * @param inclusion the executing transaction and its block
   * @param by whether it was ours
   * @param submitter the account that sent it
   */
  record DeliverySeen(Inclusion inclusion, DeliveredBy by, AccountId submitter)
      implements DeliveryEvent {}

  /**
   * The destination became surer of the delivery.
   *
   * @param finality how sure it is now
   */
  record DeliveryFinalityRose(Finality finality) implements DeliveryEvent {}

  /**
   * A reorganisation of the destination removed the block of the delivery.
   *
   * @param removed the block that is no longer canonical
   */
  record DeliveryReorged(BlockRef removed) implements DeliveryEvent {}

  /**
   * A step did not succeed and will be tried again.
   *
   * @param step the protocol's word for it: dispatch, prove, deliver
   * @param reason why it did not succeed
   * @param attempt how often it was begun, from 1
   * @param nextAttemptAt when it is tried again at the earliest
   */
  record AttemptFailed(String step, String reason, int attempt, Instant nextAttemptAt)
      implements DeliveryEvent {}

  /**
   * A person is needed.
   *
   * @param reason what stopped it
   * @param hint what to do
   * @param actor who must do it
   */
  record Parked(String reason, String hint, Actor actor) implements DeliveryEvent {}

  /** A person said: go on. */
  record Resumed() implements DeliveryEvent {}

  /** A person said: stop, if it is still possible. */
  record CancelRequested() implements DeliveryEvent {}

  /**
   * The message reached an outcome. After {@code Undelivered} another may follow.
   *
   * @param outcome how it ended
   */
  record Concluded(DeliveryOutcome outcome) implements DeliveryEvent {}
}
