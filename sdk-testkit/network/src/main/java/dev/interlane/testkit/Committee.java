package dev.interlane.testkit;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.mailbox.MerkleTreeIndex;
import dev.interlane.mailbox.checkpoint.Checkpoint;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.mailbox.checkpoint.InMemoryCheckpoints;
import dev.interlane.mailbox.checkpoint.SignedCheckpoint;
import dev.interlane.mailbox.checkpoint.ValidatorAgent;
import dev.interlane.spi.Signer;
import dev.interlane.testkit.chain.Scheduler;
import dev.interlane.testkit.fault.Conditions;
import dev.interlane.testkit.fault.Fault;
import dev.interlane.testkit.fault.FaultyCheckpoints;
import dev.interlane.testkit.fault.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The validators of a network: real keys, the SDK's own {@link ValidatorAgent} each, their
 * checkpoints in memory. They look at an origin shortly after each of its blocks. Thread-safe.
 */
public final class Committee {
  /** From a block to the validators' look at it. */
  private static final Duration SIGNING_DELAY = Duration.ofMillis(500);

  private final List<Signer> signers;
  private final int threshold;
  private final TreeMap<ChainId, List<Validator>> validators = new TreeMap<>();
  private final Set<EvmAddress> silent = Collections.synchronizedSet(new TreeSet<>());
  private final Conditions conditions;

  Committee(List<Signer> signers, int threshold, Conditions conditions) {
    this.signers = signers;
    this.threshold = threshold;
    this.conditions = conditions;
  }

  /** How many must sign. */
  public int threshold() {
    return threshold;
  }

  /** The validators, in the order in which the modules hold them. */
  public List<EvmAddress> addresses() {
    return signers.stream().map(Signer::address).toList();
  }

  /** Where each validator publishes its checkpoints of this origin. */
  public SortedMap<EvmAddress, CheckpointReader> checkpoints(ChainId origin) {
    TreeMap<EvmAddress, CheckpointReader> readers = new TreeMap<>();
    for (Validator validator : of(origin)) {
      readers.put(validator.agent.address(), validator.shown);
    }
    return Collections.unmodifiableSortedMap(readers);
  }

  /**
   * Says where each validator publishes its checkpoints of every chain it watches, for a
   * transport's options: {@code committee.announceTo(options::checkpoints)}.
   */
  public void announceTo(Announcement options) {
    List<ChainId> origins;
    synchronized (validators) {
      origins = List.copyOf(validators.keySet());
    }
    for (ChainId origin : origins) {
      checkpoints(origin)
          .forEach((validator, reader) -> options.checkpoints(origin, validator, reader));
    }
  }

  /** Takes where a validator publishes what it signed about an origin. */
  public interface Announcement {
    /** Called once per validator and origin. */
    void checkpoints(ChainId origin, EvmAddress validator, CheckpointReader reader);
  }

  /**
   * A validator announces on a chain where it publishes, in that chain's next block.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  public void announce(HyperlaneChain origin, EvmAddress validator, String location) {
    requireMember(validator);
    signers.stream()
        .filter(signer -> signer.address().equals(validator))
        .forEach(signer -> origin.announce(signer, location));
  }

  /**
   * Stops a validator from signing, until {@link #resume}.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  public void silence(EvmAddress validator) {
    silent.add(requireMember(validator));
  }

  /** Lets a validator sign again; it makes up for what it missed. */
  public void resume(EvmAddress validator) {
    silent.remove(requireMember(validator));
  }

  /** Begins to sign what the tree of this chain gets, as soon as its blocks are this sure. */
  void watch(HyperlaneChain origin, Side side, Finality finality, Scheduler scheduler) {
    MerkleTreeIndex tree = MerkleTreeIndex.of(origin.chain(), origin.deployment());
    List<Validator> watching = new ArrayList<>();
    for (Signer signer : signers) {
      InMemoryCheckpoints storage = new InMemoryCheckpoints();
      watching.add(
          new Validator(
              ValidatorAgent.of(tree, signer, storage, finality),
              FaultyCheckpoints.of(storage, watching.size(), side, signer, conditions)));
    }
    synchronized (validators) {
      validators.put(origin.id(), List.copyOf(watching));
    }
    scheduler.at(scheduler.now(), () -> look(origin.id()));
    origin.chain().onHead(() -> scheduler.after(SIGNING_DELAY, () -> look(origin.id())));
  }

  private void look(ChainId origin) {
    List<Validator> watching = of(origin);
    for (int i = 0; i < watching.size(); i++) {
      ValidatorAgent agent = watching.get(i).agent;
      Optional<Fault.Withhold> withheld = conditions.withholds(i);
      withheld.ifPresent(conditions::struck);
      if (withheld.isEmpty() && !silent.contains(agent.address())) {
        agent.look();
      }
    }
  }

  /** Signs a statement with the keys of the first validators of the committee. */
  List<SignedCheckpoint> collude(int count, Checkpoint statement) {
    return signers.stream().limit(count).map(key -> SignedCheckpoint.sign(statement, key)).toList();
  }

  private List<Validator> of(ChainId origin) {
    synchronized (validators) {
      List<Validator> watching = validators.get(origin);
      if (watching == null) {
        throw new IllegalArgumentException(
            "No validator watches " + origin + ", only " + validators.keySet());
      }
      return watching;
    }
  }

  private EvmAddress requireMember(EvmAddress validator) {
    if (!addresses().contains(validator)) {
      throw new IllegalArgumentException(validator + " is none of the validators " + addresses());
    }
    return validator;
  }

  private record Validator(ValidatorAgent agent, CheckpointReader shown) {}
}
