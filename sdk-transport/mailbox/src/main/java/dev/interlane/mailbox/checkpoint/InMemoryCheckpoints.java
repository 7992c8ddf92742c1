package dev.interlane.mailbox.checkpoint;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The checkpoints of one validator in memory: for tests, simulations, and validators that live in
 * the same process. Thread-safe.
 */
public final class InMemoryCheckpoints implements CheckpointStorage {
  private static final long NONE = -1;

  private final ConcurrentMap<Long, SignedCheckpoint> checkpoints = new ConcurrentHashMap<>();
  private final AtomicLong latest = new AtomicLong(NONE);

  /** A storage without checkpoints. */
  public InMemoryCheckpoints() {}

  @Override
  public OptionalLong latestIndex() {
    long index = latest.get();
    return index == NONE ? OptionalLong.empty() : OptionalLong.of(index);
  }

  @Override
  public Optional<SignedCheckpoint> checkpoint(long index) {
    return Optional.ofNullable(checkpoints.get(index));
  }

  @Override
  public void write(SignedCheckpoint checkpoint) {
    checkpoints.put(checkpoint.checkpoint().index(), checkpoint);
  }

  @Override
  public void writeLatestIndex(long index) {
    latest.set(index);
  }

  /** Keeps none: it is gone with the process, whose agent refuses as long as the chain differs. */
  @Override
  public void raiseReorgFlag(ReorgFlag flag) {}

  /** Keeps none: who reads these checkpoints was given them. */
  @Override
  public void writeAnnouncement(SignedAnnouncement announcement) {}

  /** Forgets the checkpoint at this index, as a validator that withholds it would. */
  public void remove(long index) {
    checkpoints.remove(index);
  }
}
