package dev.interlane.validator;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.mailbox.DispatchedMessage;
import dev.interlane.mailbox.DispatchedMessage.LeafPlace;
import dev.interlane.mailbox.IsmMetadata;
import dev.interlane.mailbox.IsmNode;
import dev.interlane.mailbox.LegProof;
import dev.interlane.mailbox.MailboxRoute;
import dev.interlane.mailbox.MerkleTreeIndex;
import dev.interlane.mailbox.Prover;
import dev.interlane.mailbox.ValidatorSet;
import dev.interlane.mailbox.checkpoint.Checkpoint;
import dev.interlane.primitive.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Collects the signatures of a quorum, and checks each of them. */
final class QuorumProver implements Prover {
  /** How many checkpoints after the message are tried for one merkle-root proof. */
  private static final int MAX_TRIES = 8;

  private static final SortedMap<EvmAddress, AccountId> NOBODY = new TreeMap<>();

  private final ValidatorOptions options;
  private final KnownStorages storages;
  private final SortedMap<ChainId, SortedMap<EvmAddress, AccountId>> accounts = new TreeMap<>();

  QuorumProver(ValidatorOptions options, KnownStorages storages) {
    this.options = options;
    this.storages = storages;
    for (ValidatorOptions.Storage storage : options.storages()) {
      accounts
          .computeIfAbsent(storage.origin(), origin -> new TreeMap<>())
          .computeIfAbsent(storage.validator(), first -> AccountId.of(storage.origin(), first));
    }
  }

  @Override
  public Finality finality() {
    return options.finality();
  }

  @Override
  public Duration pollInterval() {
    return options.pollInterval();
  }

  @Override
  public boolean decides(IsmNode module) {
    return module instanceof IsmNode.MessageIdMultisig
        || module instanceof IsmNode.MerkleRootMultisig;
  }

  @Override
  public Optional<String> insistsOn() {
    return Optional.of("validators that could sign");
  }

  /** Whoever sent it: the validators decide. */
  @Override
  public Optional<LegProof.Refused> objection(DispatchedMessage message) {
    return Optional.empty();
  }

  @Override
  public Optional<String> objection(IsmNode.Provable module, MailboxRoute route) {
    return switch (module) {
      case IsmNode.MessageIdMultisig multisig -> unreachable(multisig, multisig.set(), route);
      case IsmNode.MerkleRootMultisig multisig -> unreachable(multisig, multisig.set(), route);
      case IsmNode.StateProof proof -> Optional.of(proof.notOurs());
    };
  }

  private Optional<String> unreachable(IsmNode module, ValidatorSet set, MailboxRoute route) {
    ChainId origin = route.origin().chain();
    List<EvmAddress> known = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (EvmAddress validator : set.validators()) {
      KnownStorages.Known storage = storages.of(origin, validator);
      if (storage.places().isEmpty()) {
        unknown.add(validator + ": " + storage.trouble());
      } else {
        known.add(validator);
      }
    }
    return set.isQuorum(known)
        ? Optional.empty()
        : Optional.of(
            "the "
                + module.name()
                + " "
                + module.address()
                + " needs "
                + set.needs()
                + " validators of "
                + origin
                + ", the storage of "
                + known.size()
                + " is known; "
                + String.join("; ", unknown));
  }

  @Override
  public LegProof prove(IsmNode.Provable module, DispatchedMessage message) {
    return switch (module) {
      case IsmNode.MessageIdMultisig multisig ->
          withLeaf(message, leaf -> messageId(multisig, leaf, message));
      case IsmNode.MerkleRootMultisig multisig ->
          withLeaf(message, leaf -> merkleRoot(multisig, leaf, message));
      case IsmNode.StateProof proof -> new LegProof.Refused(proof.notOurs());
    };
  }

  /** Validators sign leaves of the origin's tree: without one there is nothing to look for. */
  private LegProof withLeaf(DispatchedMessage message, Function<LeafPlace.Found, LegProof> then) {
    return switch (message.leaves().find(options.finality())) {
      case LeafPlace.Found found -> then.apply(found);
      case LeafPlace.NotYet notYet -> new LegProof.Waiting(notYet.reason());
      case LeafPlace.Never never -> new LegProof.Refused(never.reason(), never.hint());
    };
  }

  private LegProof messageId(
      IsmNode.MessageIdMultisig module, LeafPlace.Found leaf, DispatchedMessage message) {
    Quorum quorum = collect(module.set(), leaf.tree(), leaf.index(), message.now());
    if (!quorum.isReached()) {
      return new LegProof.Waiting(quorum.shortage(module));
    }
    Checkpoint signed = quorum.checkpoint();
    Bytes metadata =
        IsmMetadata.messageIdMultisig(
            signed.hook(), signed.root(), signed.index(), quorum.signatures());
    return ready(quorum, metadata, message);
  }

  private LegProof merkleRoot(
      IsmNode.MerkleRootMultisig module, LeafPlace.Found leaf, DispatchedMessage message) {
    MerkleTreeIndex tree = leaf.tree();
    long newest =
        Math.min(newestOfQuorum(module.set(), tree, leaf.index(), message.now()), tree.count() - 1);
    // The newest one serves all messages before it, and is likely checked already.
    long index = Math.max(newest, leaf.index());
    Quorum quorum = collect(module.set(), tree, index, message.now());
    for (int tried = 1; !quorum.isReached() && index > leaf.index(); tried++) {
      index = tried < MAX_TRIES ? index - 1 : leaf.index();
      quorum = collect(module.set(), tree, index, message.now());
    }
    if (!quorum.isReached()) {
      return new LegProof.Waiting(quorum.shortage(module));
    }
    Checkpoint signed = quorum.checkpoint();
    Bytes metadata =
        IsmMetadata.merkleRootMultisig(
            signed.hook(),
            tree.proof(leaf.index(), signed.index()),
            new IsmMetadata.SignedLeaf(signed.index(), signed.messageId()),
            quorum.signatures());
    return ready(quorum, metadata, message);
  }

  /** The newest index that a threshold of validators say they have reached. */
  private long newestOfQuorum(ValidatorSet set, MerkleTreeIndex tree, long leaf, Instant now) {
    ChainId origin = tree.deployment().chain();
    SortedMap<EvmAddress, Long> newest = new TreeMap<>();
    for (EvmAddress validator : set.validators()) {
      long best = -1;
      for (SignerStorage storage : storagesOf(origin, validator)) {
        best = Math.max(best, storage.reached(leaf, now));
      }
      newest.put(validator, best);
    }
    List<Long> falling = new ArrayList<>(newest.values());
    falling.sort(Comparator.reverseOrder());
    for (long index : falling) {
      List<EvmAddress> there =
          set.validators().stream()
              .filter(each -> newest.getOrDefault(each, -1L) >= index)
              .toList();
      if (set.isQuorum(there)) {
        return index;
      }
    }
    return -1;
  }

  private Quorum collect(ValidatorSet set, MerkleTreeIndex tree, long index, Instant now) {
    Quorum quorum =
        new Quorum(set, index, accounts.getOrDefault(tree.deployment().chain(), NOBODY));
    for (EvmAddress validator : set.validators()) {
      if (quorum.isReached()) {
        break;
      }
      ask(quorum, validator, tree, index, now);
    }
    return quorum;
  }

  private void ask(
      Quorum quorum, EvmAddress validator, MerkleTreeIndex tree, long index, Instant now) {
    KnownStorages.Known known = storages.of(tree.deployment().chain(), validator);
    String reason = known.trouble();
    for (SignerStorage place : known.places()) {
      switch (place.find(tree, index, now)) {
        case SignerStorage.Finding.Good good -> {
          quorum.has(validator, good.checkpoint());
          return;
        }
        case SignerStorage.Finding.Bad bad -> reason = bad.reason();
      }
    }
    quorum.lacks(validator, reason);
  }

  private LegProof ready(Quorum quorum, Bytes metadata, DispatchedMessage message) {
    return new LegProof.Ready(metadata, quorum.evidence(metadata, message), Optional.empty());
  }

  private List<SignerStorage> storagesOf(ChainId origin, EvmAddress validator) {
    return storages.of(origin, validator).places();
  }
}
