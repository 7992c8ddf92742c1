package dev.interlane.validator;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.mailbox.DispatchedMessage;
import dev.interlane.mailbox.IsmNode;
import dev.interlane.mailbox.OperatorLegs;
import dev.interlane.mailbox.ValidatorSet;
import dev.interlane.mailbox.checkpoint.Checkpoint;
import dev.interlane.mailbox.checkpoint.SignedCheckpoint;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.Evidence;
import dev.interlane.spi.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The signatures of one set over one checkpoint, as they are collected in the order of the set. All
 * that are counted agree with our own tree, and so with each other. Not thread-safe.
 */
final class Quorum {
  private final ValidatorSet set;
  private final long index;
  private final SortedMap<EvmAddress, AccountId> accounts;
  private final List<EvmAddress> signers = new ArrayList<>();
  private final List<SignedCheckpoint> signed = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  Quorum(ValidatorSet set, long index, SortedMap<EvmAddress, AccountId> accounts) {
    this.set = set;
    this.index = index;
    this.accounts = accounts;
  }

  void has(EvmAddress validator, SignedCheckpoint checkpoint) {
    signers.add(validator);
    signed.add(checkpoint);
  }

  void lacks(EvmAddress validator, String reason) {
    missing.add(validator + ": " + reason);
  }

  boolean isReached() {
    return set.isQuorum(signers);
  }

  Checkpoint checkpoint() {
    return signed.get(0).checkpoint();
  }

  /**
   * In the order of the set. The weighted modules look for signers only as far into their list as
   * there are signatures, so the rest is filled up with some that they do not come to read.
   */
  List<Signature> signatures() {
    List<Signature> signatures = new ArrayList<>();
    signed.forEach(each -> signatures.add(each.signature()));
    if (set.weights().isPresent()) {
      int lastPlace = set.validators().lastIndexOf(signers.get(signers.size() - 1));
      while (signatures.size() <= lastPlace) {
        signatures.add(signatures.get(0));
      }
    }
    return signatures;
  }

  /** What is missing, validator by validator. */
  String shortage(IsmNode module) {
    return "below quorum: "
        + signed.size()
        + " of "
        + set.needs()
        + (set.weights().isPresent() ? " by signatures" : " signatures")
        + " over checkpoint "
        + index
        + " for the "
        + module.name()
        + " "
        + module.address()
        + "; "
        + String.join("; ", missing);
  }

  Evidence evidence(Bytes metadata, DispatchedMessage message) {
    ChainId origin = message.route().origin().chain();
    return new Evidence.Quorum(
        OperatorLegs.PROTOCOL,
        accounts(signers, origin),
        accounts(set.validators(), origin),
        set.threshold(),
        "each signature, and that message, index "
            + index
            + " and root "
            + checkpoint().root()
            + " are those of our own tree of "
            + origin,
        "that no " + set.needs() + " of these validators sign a false checkpoint",
        metadata);
  }

  private List<AccountId> accounts(List<EvmAddress> addresses, ChainId origin) {
    List<AccountId> named = new ArrayList<>(addresses.size());
    for (EvmAddress address : addresses) {
      AccountId known = accounts.get(address);
      named.add(known != null ? known : AccountId.of(origin, address));
    }
    return named;
  }
}
