package dev.interlane.spi;

/** Why a node does not take a transaction, as far as it matters for what to do next. */
public enum SubmitRefusal {
  /** The account nonce is used already: look up our own hashes, never blindly take a new nonce. */
  NONCE_TOO_LOW,
  /** The account nonce leaves a gap the node does not accept. */
  NONCE_TOO_HIGH,
  /** Another transaction of the same nonce offers about as much or more. */
  REPLACEMENT_UNDERPRICED,
  /** It offers too little to be taken at all. */
  UNDERPRICED,
  /** The account cannot pay. */
  INSUFFICIENT_FUNDS,
  /** The pool is full. */
  POOL_FULL,
  /** The transaction can never be valid: malformed, too large, too little gas, wrong chain. */
  INVALID,
  /** None of the above. */
  OTHER
}
