package dev.interlane.spi;

import dev.interlane.chain.BlockRef;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.time.Instant;

/**
 * What following a chain needs of a block.
 *
 * @param block height and hash
 * @param parentHash the hash of the block before
 * @param timestamp the block's own time, whole seconds
 * @param logsBloom the 256-byte bloom over log addresses and topics, empty when the chain has none
 */
public record BlockHeader(BlockRef block, Bytes32 parentHash, Instant timestamp, Bytes logsBloom) {}
