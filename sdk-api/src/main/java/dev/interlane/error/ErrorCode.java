package dev.interlane.error;

import dev.interlane.receipt.Actor;

/**
 * What went wrong, under a code that stays the same over versions, with whether trying again can
 * help and who must act. The codes are listed in docs/errors.md.
 */
public enum ErrorCode {
  /** The transport, the chain or the contracts refuse the message before anything is sent. */
  REFUSED("IL-101", Transience.PERMANENT, Actor.APPLICATION),
  /** The idempotency key was used for a different message. */
  IDEMPOTENCY_CONFLICT("IL-102", Transience.PERMANENT, Actor.APPLICATION),
  /** No message is known under this id. */
  UNKNOWN_MESSAGE("IL-103", Transience.PERMANENT, Actor.APPLICATION),
  /** The message's state does not allow what was asked. */
  ILLEGAL_IN_STATE("IL-104", Transience.PERMANENT, Actor.APPLICATION),
  /** More messages are in flight than the client accepts. */
  OVERLOADED("IL-201", Transience.TRANSIENT, Actor.APPLICATION),
  /** No receipt within the time the caller wanted to wait; the message goes on. */
  AWAIT_TIMEOUT("IL-202", Transience.TRANSIENT, Actor.APPLICATION),
  /** The client is closed. */
  CLIENT_CLOSED("IL-203", Transience.PERMANENT, Actor.APPLICATION),
  /** The waiting thread was interrupted; the message goes on. */
  INTERRUPTED("IL-204", Transience.TRANSIENT, Actor.APPLICATION),
  /** A chain's node did not answer, or answered nonsense. */
  CHAIN_UNAVAILABLE("IL-301", Transience.TRANSIENT, Actor.OPERATOR),
  /** A node serves another chain than the one it was configured for. */
  WRONG_CHAIN("IL-302", Transience.PERMANENT, Actor.OPERATOR),
  /** A chain's nodes leave out logs that the contracts' own count shows to be there. */
  LOGS_MISSING("IL-303", Transience.TRANSIENT, Actor.OPERATOR),
  /** The journal could not keep what it was given. */
  JOURNAL_UNAVAILABLE("IL-401", Transience.TRANSIENT, Actor.OPERATOR),
  /** Another instance has taken over; this one must stop. */
  JOURNAL_FENCED("IL-402", Transience.PERMANENT, Actor.SDK),
  /** A unique thing in the journal exists already. */
  JOURNAL_CONFLICT("IL-403", Transience.PERMANENT, Actor.SDK),
  /** The journal holds what it cannot have written. */
  JOURNAL_CORRUPT("IL-404", Transience.PERMANENT, Actor.OPERATOR),
  /** The journal's schema or a record in it is of another version. */
  JOURNAL_VERSION("IL-405", Transience.PERMANENT, Actor.OPERATOR),

  /** A key could not sign. */
  SIGNING_FAILED("IL-501", Transience.TRANSIENT, Actor.OPERATOR),
  /** Bytes are not the canonical form of what they should be. */
  MALFORMED_BYTES("IL-601", Transience.PERMANENT, Actor.APPLICATION),
  /** A type or value does not exist on the destination's VM. */
  UNREPRESENTABLE("IL-602", Transience.PERMANENT, Actor.APPLICATION);

  private final String code;
  private final Transience transience;
  private final Actor actor;

  ErrorCode(String code, Transience transience, Actor actor) {
    this.code = code;
    this.transience = transience;
    this.actor = actor;
  }

  /** The stable code, such as {@code IL-301}. */
  public String code() {
    return code;
  }

  /** Whether trying the same again can succeed. */
  public Transience transience() {
    return transience;
  }

  /** Who must act. */
  public Actor actor() {
    return actor;
  }
}
