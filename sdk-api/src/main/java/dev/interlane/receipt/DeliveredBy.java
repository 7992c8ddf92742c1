package dev.interlane.receipt;

/** Whose transaction executed the message. */
public enum DeliveredBy {
  /** Ours. */
  SELF,
  /** Somebody else's: the network's relayer or any stranger. */
  STRANGER
}
