package dev.interlane.receipt;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.Finality;
import dev.interlane.chain.Inclusion;

/** Where a message is now. Not an end: ends are a {@link DeliveryOutcome}. Immutable. */
public sealed interface DeliveryStatus {

  /** Journaled; nothing on chain yet. */
  record Accepted() implements DeliveryStatus {}

  /**
   * The dispatch is in a block of the origin.
   *
   * @param finality how sure that block is
   */
  record Dispatched(Inclusion inclusion, Finality finality) implements DeliveryStatus {}

  /** The transport's proof passed the SDK's own check. */
  record Proven(Evidence evidence) implements DeliveryStatus {}

  /**
   * Executed at the destination.
   *
   * @param by whether the transaction was ours
   * @param submitter the account that sent it
   * @param finality how sure that block is
   */
  record Delivered(Inclusion inclusion, DeliveredBy by, AccountId submitter, Finality finality)
      implements DeliveryStatus {}

  /**
   * Needs a person.
   *
   * @param reason what stopped it
   * @param hint what to do
   * @param actor who must do it
   */
  record Parked(String reason, String hint, Actor actor) implements DeliveryStatus {}
}
