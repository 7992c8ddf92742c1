package dev.interlane.spi;

/**
 * A way of getting messages proven and delivered: relay, validator, ZK and whatever comes. A
 * transport value is configuration; {@link #open} brings it to life on a client's chains.
 * Thread-safe.
 */
public interface Transport {
  /** The name in options, logs and receipts, such as {@code validator}; lower case. */
  String name();

  /**
   * Starts working on these chains.
   *
   * @throws IllegalArgumentException if its configuration does not fit the chains
   */
  TransportSession open(TransportContext context);
}
