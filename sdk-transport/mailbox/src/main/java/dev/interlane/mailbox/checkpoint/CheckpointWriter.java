package dev.interlane.mailbox.checkpoint;

/**
 * Where one validator publishes its checkpoints, as it sees it itself. Readers look at the newest
 * index first, so a checkpoint is written before the index that leads to it. May block for bounded
 * I/O; for one validator, and not thread-safe.
 */
public interface CheckpointWriter {
  /**
   * Publishes a checkpoint; the same one may be written again.
   *
   * @throws java.io.UncheckedIOException if the storage cannot be written
   */
  void write(SignedCheckpoint checkpoint);

  /**
   * Publishes the index of the newest checkpoint, which must be written already.
   *
   * @throws java.io.UncheckedIOException if the storage cannot be written
   */
  void writeLatestIndex(long index);

  /**
   * Leaves a flag that the chain took back what was signed. Nobody but a person takes it away.
   *
   * @throws java.io.UncheckedIOException if the storage cannot be written
   */
  void raiseReorgFlag(ReorgFlag flag);

  /**
   * Leaves the signed statement where this is.
   *
   * @throws java.io.UncheckedIOException if the storage cannot be written
   */
  void writeAnnouncement(SignedAnnouncement announcement);
}
