package dev.interlane.receipt;

/**
 * Who has to do something: met in {@link DeliveryStatus.Parked} and in every {@code ErrorCode}, so
 * that an alarm reaches the right people.
 */
public enum Actor {
  /** The SDK, by itself. */
  SDK,
  /** The application that sent the message. */
  APPLICATION,
  /** The operator of this backend: funds, keys, configuration. */
  OPERATOR,
  /** The owner of the recipient contract. */
  RECIPIENT_OWNER,
  /** The transport's own network: validators, relayers, provers. */
  NETWORK
}
