package dev.interlane.spi;

import dev.interlane.chain.ChainId;
import java.time.InstantSource;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/**
 * What a transport works with, for as long as its session is open. Immutable.
 *
 * @param chains the client's chains, ordered by id
 * @param clock the time
 * @param executor for work it wants to do in parallel; may run it on the calling thread
 */
public record TransportContext(
    SortedMap<ChainId, Chain> chains, InstantSource clock, Executor executor) {
  public TransportContext {
    chains = Collections.unmodifiableSortedMap(new TreeMap<>(chains));
  }
}
