package dev.interlane.integration;

import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.mailbox.checkpoint.SignedCheckpoint;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a validator publishes, from the moment on that it may be heard. */
record LateCheckpoints(CheckpointReader reader, AtomicBoolean heard) implements CheckpointReader {
  @Override
  public OptionalLong latestIndex() {
    return heard.get() ? reader.latestIndex() : OptionalLong.empty();
  }

  @Override
  public Optional<SignedCheckpoint> checkpoint(long index) {
    return heard.get() ? reader.checkpoint(index) : Optional.empty();
  }
}
