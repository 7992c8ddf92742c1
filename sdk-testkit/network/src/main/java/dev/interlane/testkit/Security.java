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
  /** The trusted relayer module and the message-id multisig module, both (2 of 2). */
  RELAYER_AND_VALIDATORS,
  /** The trusted relayer module or the message-id multisig module, either (1 of 2). */
  RELAYER_OR_VALIDATORS,
  /** Accepts everything from everybody. */
  NOOP
}
