package dev.interlane.message;

/** How a {@link ContractCall} reaches its function at the destination. */
public enum CallRoute {
  /**
   * The recipient builds on the {@code CallRecipient} base contract, which enforces once, expiry
   * and order.
   */
  CALL_RECIPIENT,
  /**
   * Any contract: the sender's own account on the destination makes the call (Hyperlane: an
   * interchain account). Another sender is another account there. The contract enforces neither
   * once nor expiry nor order.
   */
  SENDER_ACCOUNT
}
