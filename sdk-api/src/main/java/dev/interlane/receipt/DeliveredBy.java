package dev.interlane.receipt;

/**
 * Whose transaction executed the message. Anybody may deliver a proven message, and it counts as
 * delivered whoever did.
 */
public enum DeliveredBy {
  /** Ours. */
  SELF,
  /** Somebody else's: the network's relayer or any stranger. */
  STRANGER
}
