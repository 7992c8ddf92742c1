package dev.interlane.testkit.fault;

import dev.interlane.mailbox.checkpoint.Checkpoint;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.mailbox.checkpoint.SignedCheckpoint;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Signature;
import dev.interlane.spi.Signer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A validator's storage as a client sees it: well, unless the {@link Conditions} say otherwise.
 * Thread-safe.
 */
public final class FaultyCheckpoints implements CheckpointReader {
  private final CheckpointReader storage;
  private final int validator;
  private final Side origin;
  private final Signer key;
  private final Conditions conditions;
  private final ConcurrentMap<Long, Instant> firstAsked = new ConcurrentHashMap<>();

  private FaultyCheckpoints(
      CheckpointReader storage, int validator, Side origin, Signer key, Conditions conditions) {
    this.storage = storage;
    this.validator = validator;
    this.origin = origin;
    this.key = key;
    this.conditions = conditions;
  }

  /**
   * The storage under these conditions.
   *
   * @param validator the validator's place in the committee, from 0
   * @param key the validator's key, for what it signs falsely
   */
  public static FaultyCheckpoints of(
      CheckpointReader storage, int validator, Side origin, Signer key, Conditions conditions) {
    return new FaultyCheckpoints(storage, validator, origin, key, conditions);
  }

  @Override
  public OptionalLong latestIndex() {
    OptionalLong latest = storage.latestIndex();
    if (latest.isEmpty() || conditions.isQuiet()) {
      return latest;
    }
    if (strikes(Trouble.DROP)) {
      return OptionalLong.empty();
    }
    // The index of before is read after the checkpoint that made it old.
    return latest.getAsLong() > 0 && strikes(Trouble.REORDER)
        ? OptionalLong.of(latest.getAsLong() - 1)
        : latest;
  }

  @Override
  public Optional<SignedCheckpoint> checkpoint(long index) {
    Optional<SignedCheckpoint> signed = storage.checkpoint(index);
    if (signed.isEmpty() || conditions.isQuiet()) {
      return signed;
    }
    if (strikes(Trouble.DROP) || isLate(index)) {
      return Optional.empty();
    }
    if (index > 0 && strikes(Trouble.DUPLICATE)) {
      return storage.checkpoint(index - 1);
    }
    if (strikes(Trouble.CORRUPT)) {
      return signed.map(FaultyCheckpoints::corrupted);
    }
    Optional<Fault.Equivocate> lie = conditions.equivocates(validator);
    if (lie.isPresent()) {
      conditions.struck(lie.get());
      return signed.map(this::contradicted);
    }
    return signed;
  }

  @Override
  public boolean isReorgFlagged() {
    return storage.isReorgFlagged();
  }

  private boolean isLate(long index) {
    Optional<Fault.SignLate> late = conditions.signsLate(validator);
    Optional<Fault.Travel> slow = conditions.travel(origin, Leg.CHECKPOINTS, Trouble.DELAY);
    long delayMillis =
        late.map(Fault.SignLate::delayMillis)
            .or(() -> slow.map(fault -> fault.spanMillis() / 2))
            .orElse(0L);
    Instant first = firstAsked.computeIfAbsent(index, asked -> conditions.now());
    if (!conditions.now().isBefore(first.plus(Duration.ofMillis(delayMillis)))) {
      return false;
    }
    late.ifPresentOrElse(conditions::struck, () -> slow.ifPresent(conditions::struck));
    return true;
  }

  private boolean strikes(Trouble trouble) {
    Optional<Fault.Travel> fault = conditions.travel(origin, Leg.CHECKPOINTS, trouble);
    fault.ifPresent(conditions::struck);
    return fault.isPresent();
  }

  private static SignedCheckpoint corrupted(SignedCheckpoint signed) {
    Signature signature = signed.signature();
    Bytes32 r = Bytes32.of(FaultyPort.flipped(signature.r().toBytes(), 31));
    return new SignedCheckpoint(
        signed.checkpoint(), new Signature(r, signature.s(), signature.yParity()));
  }

  private SignedCheckpoint contradicted(SignedCheckpoint signed) {
    Checkpoint said = signed.checkpoint();
    Bytes32 root = Bytes32.of(FaultyPort.flipped(said.root().toBytes(), 31));
    return SignedCheckpoint.sign(
        new Checkpoint(said.origin(), said.hook(), root, said.index(), said.messageId()), key);
  }
}
