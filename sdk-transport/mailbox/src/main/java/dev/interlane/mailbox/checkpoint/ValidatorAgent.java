package dev.interlane.mailbox.checkpoint;

import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.mailbox.DomainAccount;
import dev.interlane.mailbox.MailboxDeployment;
import dev.interlane.mailbox.MerkleTreeIndex;
import dev.interlane.mailbox.Unsigned32;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Signer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Hyperlane validator: signs every leaf of one origin's tree, as far as the chain is sure enough
 * for it. It only works when it is asked to {@link #look}, so whoever runs it owns time and
 * threads: a service in production, the clock of a simulation in tests.
 *
 * <p>It signs only what its own tree says, and only while that tree has the hook's root and still
 * contains what it signed before. Not thread-safe; several agents with the same finality may share
 * one index.
 */
public final class ValidatorAgent {
  /** How many checkpoints one look signs at most; the next look goes on. */
  public static final int MAX_SIGNATURES_PER_LOOK = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(ValidatorAgent.class);

  private final MerkleTreeIndex tree;
  private final Signer signer;
  private final CheckpointStorage storage;
  private final Finality finality;

  private ValidatorAgent(
      MerkleTreeIndex tree, Signer signer, CheckpointStorage storage, Finality finality) {
    this.tree = tree;
    this.signer = signer;
    this.storage = storage;
    this.finality = finality;
  }

  /**
   * A validator that goes on where its storage ends.
   *
   * @param finality how sure a block must be before its leaves are signed
   */
  public static ValidatorAgent of(
      MerkleTreeIndex tree, Signer signer, CheckpointStorage storage, Finality finality) {
    return new ValidatorAgent(tree, signer, storage, finality);
  }

  /** The account whose signatures these are. */
  public EvmAddress address() {
    return signer.address();
  }

  /**
   * Looks once: reads new insertions, signs them, publishes them, and then the newest index.
   *
   * @throws dev.interlane.error.ChainUnavailableException if the chain cannot be asked
   * @throws dev.interlane.error.LogsMissingException if its nodes leave logs out
   * @throws dev.interlane.error.SigningException if the key cannot sign now
   * @throws java.io.UncheckedIOException if the storage cannot be read or written
   * @throws dev.interlane.error.CodecException if the storage holds something else
   */
  public Look look() {
    if (storage.isReorgFlagged()) {
      return refuse(
          "its reorg flag is up: a person has to find out what happened, and to take it down");
    }
    MerkleTreeIndex.Progress progress = tree.catchUp(finality);
    return switch (progress) {
      case MerkleTreeIndex.Progress.CaughtUp caughtUp -> signNew();
      case MerkleTreeIndex.Progress.Behind behind -> new Look.Waiting(behind.reason());
      case MerkleTreeIndex.Progress.Contradicted contradicted -> refuse(contradicted.reason());
    };
  }

  private Look signNew() {
    long from = storage.latestIndex().orElse(-1) + 1;
    long signed = lastSigned(from);
    if (signed >= 0) {
      Optional<Look> refusal = refusalOf(signed);
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    long last = Math.min(tree.count(), from + MAX_SIGNATURES_PER_LOOK) - 1;
    if (last < from) {
      return new Look.Waiting("there is no leaf after " + (from - 1));
    }
    for (long index = signed + 1; index <= last; index++) {
      storage.write(SignedCheckpoint.sign(checkpoint(index), signer));
    }
    storage.writeLatestIndex(last);
    return new Look.Signed(from, last);
  }

  /**
   * The last leaf that is signed; -1 if none is. A look that ended early has left checkpoints
   * behind the newest index, without a gap: those can be in the world as well.
   */
  private long lastSigned(long from) {
    long next = from;
    while (next < from + MAX_SIGNATURES_PER_LOOK
        && next <= Unsigned32.MAX
        && storage.checkpoint(next).isPresent()) {
      next++;
    }
    return next - 1;
  }

  /** What was signed once cannot be taken back, so the chain must still say the same. */
  private Optional<Look> refusalOf(long latest) {
    Optional<SignedCheckpoint> signed = storage.checkpoint(latest);
    if (signed.isEmpty()) {
      return Optional.of(
          refuse("The storage names " + latest + " as newest index but has no checkpoint"));
    }
    Checkpoint ours = signed.get().checkpoint();
    if (tree.count() <= latest) {
      return Optional.of(
          halt(
              ours,
              Bytes32.ZERO,
              "Leaf " + latest + " was signed, but the tree has " + tree.count() + " leaves now"));
    }
    Checkpoint expected = checkpoint(latest);
    return ours.equals(expected)
        ? Optional.empty()
        : Optional.of(
            halt(
                ours,
                expected.root(),
                "What was signed at leaf "
                    + latest
                    + " is not what the chain says now: signed "
                    + ours
                    + ", found "
                    + expected));
  }

  private Look halt(Checkpoint signed, Bytes32 chainRoot, String reason) {
    storage.raiseReorgFlag(
        new ReorgFlag(signed.root(), chainRoot, signed.index(), tree.readAt(), finality));
    return refuse(reason);
  }

  /**
   * Signs where it publishes, and leaves that beside its checkpoints. Relayers look it up in the
   * origin's {@code ValidatorAnnounce}, to which anybody can bring it: {@link
   * SignedAnnouncement#call}.
   *
   * @param location such as {@code s3://bucket/region/folder}
   */
  public SignedAnnouncement announce(String location) {
    MailboxDeployment deployment = tree.deployment();
    SignedAnnouncement signed =
        SignedAnnouncement.sign(
            new Announcement(DomainAccount.of(deployment.domain(), deployment.mailbox()), location),
            signer);
    storage.writeAnnouncement(signed);
    return signed;
  }

  private Checkpoint checkpoint(long index) {
    MailboxDeployment deployment = tree.deployment();
    Bytes32 leaf = tree.leaf(index).orElseThrow(() -> vanished(index));
    Bytes32 root = tree.rootAfter(index).orElseThrow(() -> vanished(index));
    return new Checkpoint(
        deployment.domain(), deployment.merkleTreeHook().toWord(), root, index, leaf);
  }

  private static IllegalStateException vanished(long index) {
    return new IllegalStateException(
        "Leaf " + index + " vanished while it was signed: is another thread using the same index?");
  }

  private Look refuse(String reason) {
    LOG.error("Validator {} refuses to sign: {}", signer.address(), reason);
    return new Look.Refused(reason);
  }

  /** What came of a look. Immutable. */
  public sealed interface Look {
    /** These leaves are signed and published now, both ends included. */
    record Signed(long fromIndex, long lastIndex) implements Look {}

    /** There is nothing to sign yet. */
    record Waiting(String reason) implements Look {}

    /**
     * Nothing was signed, because the chain contradicts itself or what was signed before. In the
     * second case a reorg flag is up then, and nothing is signed any more until a person has taken
     * it down.
     */
    record Refused(String reason) implements Look {}
  }
}
