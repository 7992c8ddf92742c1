package dev.interlane.mailbox.checkpoint;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where one validator publishes its checkpoints, as others see it. Asked by the validator
 * transport; implemented here over a folder and over memory, and by whoever has another storage.
 * Nothing it answers is trusted. May block for bounded I/O; thread-safe.
 */
public interface CheckpointReader {
  /**
   * The index of the newest checkpoint; empty when there is none yet.
   *
   * @throws java.io.UncheckedIOException if the storage cannot be read
   * @throws dev.interlane.error.CodecException if what is stored is not an index
   */
  OptionalLong latestIndex();

  /**
   * The checkpoint at this index; empty when there is none.
   *
   * @throws java.io.UncheckedIOException if the storage cannot be read
   * @throws dev.interlane.error.CodecException if what is stored is not a signed checkpoint
   */
  Optional<SignedCheckpoint> checkpoint(long index);
}
