package dev.interlane.spi;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes32;
import java.util.List;

/**
 * Logs of any of these contracts whose first topic is any of these.
 *
 * @param emitters the contracts, at least one
 * @param topic0s the event topics; any event when empty
 */
public record LogFilter(List<EvmAddress> emitters, List<Bytes32> topic0s) {
  public LogFilter {
    emitters = List.copyOf(emitters);
    topic0s = List.copyOf(topic0s);
    if (emitters.isEmpty()) {
      throw new IllegalArgumentException(
          "A log filter needs at least one emitter: all logs of a chain are too many");
    }
  }

  /** Whether the filter matches a log of this emitter with these topics. */
  public boolean matches(EvmAddress emitter, List<Bytes32> topics) {
    return emitters.contains(emitter)
        && (topic0s.isEmpty() || (!topics.isEmpty() && topic0s.contains(topics.get(0))));
  }
}
