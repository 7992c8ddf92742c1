package dev.interlane.testkit;

/** Behind which security module (ISM) a recipient stands. */
public enum Security {
  /** Accepts what the network's trusted relayer processes. */
  TRUSTED_RELAYER,
  /** A threshold of the network's validators signed this message's checkpoint. */
  MESSAGE_ID_MULTISIG,
  /** A threshold of the network's validators signed a tree that holds the message. */
  MERKLE_ROOT_MULTISIG,
  /** Both multisig modules (2 of 2). */
  AGGREGATION,
  /** Accepts everything from everybody. */
  NOOP
}
