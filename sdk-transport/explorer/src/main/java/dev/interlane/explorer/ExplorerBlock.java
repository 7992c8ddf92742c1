package dev.interlane.explorer;

import dev.interlane.chain.BlockRef;
import java.time.Instant;

/**
 * A block on the time axis. Immutable.
 *
 * @param block the block
 * @param at its own time
 */
public record ExplorerBlock(BlockRef block, Instant at) {}
