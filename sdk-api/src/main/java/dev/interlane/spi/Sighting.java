package dev.interlane.spi;

import dev.interlane.receipt.ProtocolId;

/**
 * What a log says about a message.
 *
 * @param kind what happened
 * @param protocolId to which message; matched by protocol and value
 * @param log the log that says so
 */
public record Sighting(Kind kind, ProtocolId protocolId, ChainLog log) {
  /** What happened. */
  public enum Kind {
    /** Executed at the destination. */
    DELIVERED,
    /** Failed at the destination for good. */
    FAILED_FINAL
  }
}
