package dev.interlane.integration;

import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.mailbox.checkpoint.SignedCheckpoint;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** What a validator published, to be seen once it is released. */
record WithheldCheckpoints(CheckpointReader published, BooleanSupplier released)
    implements CheckpointReader {
  @Override
  public OptionalLong latestIndex() {
    return released.getAsBoolean() ? published.latestIndex() : OptionalLong.empty();
  }

  @Override
  public Optional<SignedCheckpoint> checkpoint(long index) {
    return released.getAsBoolean() ? published.checkpoint(index) : Optional.empty();
  }
}
