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

  /** The most a reorg flag may have; whatever is in it, it is a flag. */
  int REORG_FLAG_MAX_BYTES = 64 * 1024;

  /**
   * Whether the validator has raised its reorg flag: it found that it had signed what the chain
   * took back, and stopped. Nothing it signed is worth anything until a person has looked.
   *
   * @throws java.io.UncheckedIOException if the storage cannot be read
   */
  default boolean isReorgFlagged() {
    return false;
  }
}
