package dev.interlane.receipt;

/**
 * What the destination refuses to execute twice: how far "executed once" reaches for a message. Met
 * in a receipt and in a transport's capabilities.
 */
public enum ReplayScope {
  /** The recipient keeps used MessageIds: once, even if the message is dispatched twice. */
  MESSAGE_ID,
  /** The protocol keeps its own ids: once per dispatch. */
  PROTOCOL_ID
}
