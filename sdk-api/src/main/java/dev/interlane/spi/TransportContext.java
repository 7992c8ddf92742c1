package dev.interlane.spi;

import dev.interlane.chain.ChainId;
import java.time.InstantSource;
import java.util.SortedMap;
import java.util.concurrent.Executor;

/**
 * What a transport works with.
 *
 * @param chains the client's chains, ordered by id
 * @param clock the time
 * @param executor for work it wants to do in parallel; may run it on the calling thread
 */
public record TransportContext(
    SortedMap<ChainId, Chain> chains, InstantSource clock, Executor executor) {}
