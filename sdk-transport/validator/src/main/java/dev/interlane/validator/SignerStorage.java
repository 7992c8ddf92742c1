package dev.interlane.validator;

import dev.interlane.chain.EvmAddress;
import dev.interlane.error.CodecException;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.MerkleTreeIndex;
import dev.interlane.mailbox.checkpoint.Checkpoint;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.mailbox.checkpoint.SignedCheckpoint;
import dev.interlane.primitive.Bytes32;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One place where one validator publishes, read with distrust. The newest index is asked once for
 * all messages that wait, and a signature is recovered once however many messages it serves.
 * Thread-safe.
 */
final class SignerStorage {
  /** A storage that cannot be read is left alone the longer, but not longer than this. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private static final int MAX_DOUBLINGS = 16;

  /** How many checkpoints whose signature was found good are kept. */
  private static final int MAX_GENUINE = 4_096;

  private static final Logger LOG = LoggerFactory.getLogger(SignerStorage.class);

  private final EvmAddress validator;
  private final CheckpointReader reader;
  private final Duration pause;
  private final Map<Long, SignedCheckpoint> genuine =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, SignedCheckpoint> eldest) {
          return size() > MAX_GENUINE;
        }
      };

  private long latest = -1;
  private long contradictedAt = -1;
  private Instant askAgainAt = Instant.MIN;
  private int unreadable;
  private Instant leaveAloneUntil = Instant.MIN;
  private String trouble = "";
  private boolean flagged;
  private Instant askFlagAt = Instant.MIN;

  SignerStorage(EvmAddress validator, CheckpointReader reader, Duration pause) {
    this.validator = validator;
    this.reader = reader;
    this.pause = pause;
  }

  /** The validator's checkpoint at the index, or what is wrong with it. */
  Finding find(MerkleTreeIndex tree, long index, Instant now) {
    if (isLeftAlone(now)) {
      return bad(trouble());
    }
    try {
      Finding found = look(tree, index, now);
      readable();
      return found;
    } catch (UncheckedIOException cause) {
      unreadable(cause, now);
      return bad(trouble());
    } catch (CodecException malformed) {
      return bad("its storage holds something else: " + malformed.getMessage());
    }
  }

  private Finding look(MerkleTreeIndex tree, long index, Instant now) {
    if (isFlagged(now)) {
      return bad("it has raised its reorg flag: it signed what the chain took back, and stopped");
    }
    Optional<SignedCheckpoint> known = known(index);
    if (known.isPresent() && difference(known.get().checkpoint(), tree, index).isEmpty()) {
      return new Finding.Good(known.get());
    }
    OptionalLong newest = newestIndex(index, now);
    if (newest.isEmpty()) {
      return bad("it has published no checkpoint yet");
    }
    if (newest.getAsLong() < index) {
      return bad("its newest checkpoint is " + newest.getAsLong() + ", not yet " + index);
    }
    return examine(tree, index);
  }

  /**
   * Asking costs what the reader waits for an answer, and anybody may announce a storage that gives
   * none: each time it gives none it is left alone twice as long.
   */
  private synchronized void unreadable(UncheckedIOException cause, Instant now) {
    trouble = "its storage cannot be read: " + cause.getMessage();
    Duration left = pause.multipliedBy(1L << Math.min(unreadable++, MAX_DOUBLINGS));
    leaveAloneUntil = now.plus(left.compareTo(LONGEST_PAUSE) < 0 ? left : LONGEST_PAUSE);
  }

  private synchronized void readable() {
    unreadable = 0;
  }

  private synchronized boolean isLeftAlone(Instant now) {
    return now.isBefore(leaveAloneUntil);
  }

  private synchronized String trouble() {
    return trouble;
  }

  /** Asked as often as the newest index; a flag that was seen stays for as long. */
  private boolean isFlagged(Instant now) {
    synchronized (this) {
      if (now.isBefore(askFlagAt)) {
        return flagged;
      }
    }
    boolean answer = reader.isReorgFlagged();
    synchronized (this) {
      flagged = answer;
      askFlagAt = now.plus(pause);
    }
    return answer;
  }

  /**
   * The newest index it published, asked again when it is below {@code wanted} and some time ago.
   */
  private OptionalLong newestIndex(long wanted, Instant now) {
    synchronized (this) {
      if (latest >= wanted || now.isBefore(askAgainAt)) {
        return latest < 0 ? OptionalLong.empty() : OptionalLong.of(latest);
      }
    }
    OptionalLong answer = reader.latestIndex();
    synchronized (this) {
      latest = answer.orElse(-1);
      askAgainAt = now.plus(pause);
    }
    return answer;
  }

  /** How far it is by its own account; -1 when that cannot be read. */
  long reached(long wanted, Instant now) {
    if (isLeftAlone(now)) {
      return -1;
    }
    try {
      return isFlagged(now) ? -1 : newestIndex(wanted, now).orElse(-1);
    } catch (UncheckedIOException cause) {
      unreadable(cause, now);
      return -1;
    } catch (CodecException malformed) {
      return -1;
    }
  }

  private Finding examine(MerkleTreeIndex tree, long index) {
    Optional<SignedCheckpoint> published = reader.checkpoint(index);
    if (published.isEmpty()) {
      return bad("it has no checkpoint " + index);
    }
    Checkpoint checkpoint = published.get().checkpoint();
    Optional<String> difference = difference(checkpoint, tree, index);
    // Before the recovery, which is dear: what does not fit is looked at again and again.
    if (difference.isPresent() && !isOfTree(checkpoint, tree, index)) {
      return bad("its checkpoint " + index + difference.get());
    }
    Optional<EvmAddress> signer = published.get().signer();
    if (difference.isPresent()) {
      return signer.equals(Optional.of(validator))
          ? contradicted(index, difference.get())
          : bad("its checkpoint " + index + difference.get());
    }
    if (!signer.equals(Optional.of(validator))) {
      return bad(
          "its checkpoint "
              + index
              + signer.map(other -> " is signed by " + other).orElse(" has no valid signature"));
    }
    synchronized (this) {
      genuine.put(index, published.get());
    }
    return new Finding.Good(published.get());
  }

  /** Whether it claims to be about this very leaf, whatever it says of it. */
  private static boolean isOfTree(Checkpoint checkpoint, MerkleTreeIndex tree, long index) {
    MailboxDeployment origin = tree.deployment();
    return checkpoint.origin() == origin.domain()
        && checkpoint.hook().equals(origin.merkleTreeHook().toWord())
        && checkpoint.index() == index;
  }

  /** What the checkpoint says otherwise than our own tree. */
  private static Optional<String> difference(
      Checkpoint checkpoint, MerkleTreeIndex tree, long index) {
    MailboxDeployment origin = tree.deployment();
    Bytes32 hook = origin.merkleTreeHook().toWord();
    if (checkpoint.origin() != origin.domain()) {
      return Optional.of(" is for domain " + checkpoint.origin() + ", not " + origin.domain());
    }
    if (!checkpoint.hook().equals(hook)) {
      return Optional.of(" is for the hook " + checkpoint.hook() + ", not " + hook);
    }
    if (checkpoint.index() != index) {
      return Optional.of(" says it is checkpoint " + checkpoint.index());
    }
    Optional<Bytes32> leaf = tree.leaf(index);
    if (!leaf.equals(Optional.of(checkpoint.messageId()))) {
      return Optional.of(
          " is for the message "
              + checkpoint.messageId()
              + ", our tree has "
              + leaf.map(Bytes32::toHex).orElse("none")
              + " there");
    }
    Optional<Bytes32> root = tree.rootAfter(index);
    return root.equals(Optional.of(checkpoint.root()))
        ? Optional.empty()
        : Optional.of(
            " has the root "
                + checkpoint.root()
                + ", our tree has "
                + root.map(Bytes32::toHex).orElse("none"));
  }

  private synchronized Optional<SignedCheckpoint> known(long index) {
    return Optional.ofNullable(genuine.get(index));
  }

  /**
   * The validator did sign what our tree does not have: the chain took something back, a node lies,
   * or the validator does. Said once for each index in a row, since it is looked at again and
   * again.
   */
  private Finding contradicted(long index, String difference) {
    synchronized (this) {
      if (contradictedAt != index) {
        contradictedAt = index;
        LOG.error(
            "Validator {} signed something else than we read: its checkpoint {}{}",
            validator,
            index,
            difference);
      }
    }
    return bad("its checkpoint " + index + difference + ", and it did sign that");
  }

  private Finding bad(String reason) {
    return new Finding.Bad(reason);
  }

  /** What was found of a validator. */
  sealed interface Finding {
    /** Signed by the validator, and true. */
    record Good(SignedCheckpoint checkpoint) implements Finding {}

    /** Of no use; why. */
    record Bad(String reason) implements Finding {}
  }
}
