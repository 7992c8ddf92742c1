package dev.interlane.message;

/** What the content of a canonical envelope is. */
public enum BodyKind {
  /** Calldata for a {@code CallRecipient}. */
  CALL_RECIPIENT,
  /** Calldata for any contract, called by the sender's account on the destination. */
  SENDER_ACCOUNT,
  /** Bytes for a recipient that speaks the protocol. */
  PAYLOAD
}
