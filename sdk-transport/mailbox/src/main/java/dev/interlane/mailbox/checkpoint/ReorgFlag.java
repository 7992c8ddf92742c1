package dev.interlane.mailbox.checkpoint;

import dev.interlane.chain.Finality;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.time.Instant;

/**
 * What a validator leaves beside its checkpoints when it finds that the chain took back what it
 * signed: it stops, and nobody believes its signatures until a person has looked. Immutable.
 *
 * @param signedRoot the root it signed
 * @param chainRoot the root that the chain says now; zero when the tree does not reach there any
 *     more
 * @param index of the checkpoint
 * @param found the time of the block that showed it
 * @param finality how sure a block had to be before it signed
 */
public record ReorgFlag(
    Bytes32 signedRoot, Bytes32 chainRoot, long index, Instant found, Finality finality) {

  /**
   * The JSON that Hyperlane's validators write:
   *
   * <pre>{@code
   * {"local_merkle_root":"0x..","canonical_merkle_root":"0x..","checkpoint_index":0,
   *  "unix_timestamp":0,"reorg_period":"finalized"}
   * }</pre>
   */
  public Bytes toJson() {
    return CheckpointJson.write(this);
  }
}
