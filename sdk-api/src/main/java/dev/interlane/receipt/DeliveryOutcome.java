package dev.interlane.receipt;

import dev.interlane.chain.Inclusion;
import java.time.Instant;

/**
 * How a message ended. Outcomes are values, never exceptions. {@link Undelivered} is the one that
 * can still turn into {@link Executed}, because anybody may deliver a proven message later.
 * Immutable.
 */
public sealed interface DeliveryOutcome {

  /**
   * Executed, with both chains at the finality the envelope asked for.
   *
   * @param inclusion the executing transaction
   * @param rule how finality was judged, such as {@code tag finalized} or {@code depth 64}
   */
  record Executed(Inclusion inclusion, String rule) implements DeliveryOutcome {}

  /**
   * The destination recorded a failure that nobody can retry.
   *
   * @param reason what the destination recorded
   */
  record Failed(String reason) implements DeliveryOutcome {}

  /**
   * Nothing was broadcast by then, or the recipient enforces the expiry and had not executed it at
   * a final block past it.
   *
   * @param notAfter the last instant it could have been executed
   * @param reason which of the two it was
   */
  record Expired(Instant notAfter, String reason) implements DeliveryOutcome {}

  /**
   * Nothing was broadcast, or the account nonce was finally spent on something else.
   *
   * @param reason which of the two it was
   */
  record Cancelled(String reason) implements DeliveryOutcome {}

  /**
   * We stopped trying; it may still execute and stays watched.
   *
   * @param reason why we stopped: reverts, the bound of attempts, the operator
   */
  record Undelivered(String reason) implements DeliveryOutcome {}

  /**
   * Executed, but the origin's dispatch was reorganised away: an alarm, never re-dispatched by
   * itself.
   *
   * @param execution the executing transaction at the destination
   * @param reason what happened to the dispatch
   */
  record Orphaned(Inclusion execution, String reason) implements DeliveryOutcome {}
}
