package dev.interlane.receipt;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.Finality;
import dev.interlane.chain.Inclusion;

/**
 * Where a message is now. Not an end: ends are a {@link DeliveryOutcome}. Any status may be
 * followed by an earlier one, when a reorganisation takes back what had happened. Immutable.
 */
public sealed interface DeliveryStatus {

  /** Journaled; nothing on chain yet. */
  record Accepted() implements DeliveryStatus {}

  /**
   * The dispatch is in a block of the origin.
   *
   * @param inclusion the dispatch transaction and its block
   * @param finality how sure that block is
   */
  record Dispatched(Inclusion inclusion, Finality finality) implements DeliveryStatus {}

  /**
   * The transport's proof passed the SDK's own check.
   *
   * @param evidence what was checked and who is trusted
   */
  record Proven(Evidence evidence) implements DeliveryStatus {}

  /**
   * Executed at the destination.
   *
   * @param inclusion the executing transaction and its block
   * @param by whether the transaction was ours
   * @param submitter the account that sent it
   * @param finality how sure that block is
   */
  record Delivered(Inclusion inclusion, DeliveredBy by, AccountId submitter, Finality finality)
      implements DeliveryStatus {}

  /**
   * Needs a person; {@code MessageHandle.resume} lets it go on, {@code cancel} gives it up.
   *
   * @param reason what stopped it
   * @param hint what to do
   * @param actor who must do it
   */
  record Parked(String reason, String hint, Actor actor) implements DeliveryStatus {}
}
