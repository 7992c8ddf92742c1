package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.mailbox.web.OffchainLookups;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An interchain security module as it was found at the destination: what it wants before it accepts
 * a message. Modules nest, so this is a tree. Immutable.
 */
public sealed interface IsmNode {
  /** The contract. */
  EvmAddress address();

  /** What it is called in texts for people. */
  String name();

  /** One that asks for a proof, which a room can make or cannot. */
  sealed interface Provable extends IsmNode {
    /** What it asks for, in words for people. */
    String wants();

    /** The transport that brings that. */
    String broughtBy();

    /** Why a transport that proves something else cannot satisfy it. */
    default String notOurs() {
      return "the "
          + name()
          + " "
          + address()
          + " wants "
          + wants()
          + ", which the "
          + broughtBy()
          + " transport brings";
    }
  }

  /** Looks at no metadata either, and lets nothing through while it is closed. */
  sealed interface Gate extends IsmNode {
    /** Who can open it. */
    EvmAddress owner();

    /**
     * Why it would not let the message through now, and who can change that; empty when it would.
     */
    Optional<String> closed();

    /** When it opens by itself, counted from when it was asked; empty when that takes its owner. */
    Optional<Duration> opensAfter();

    /** Why it will not let the message through as it is set up; empty when it will, some time. */
    Optional<String> neverOpens();
  }

  /** Looks at nothing of the metadata: Noop and the like. */
  record NoMetadata(EvmAddress address) implements IsmNode {
    @Override
    public String name() {
      return "null ISM";
    }
  }

  /** Accepts everything but while its owner has paused it. */
  record Pausable(EvmAddress address, EvmAddress owner, State state) implements Gate {
    /** Whether it lets anything through. */
    public enum State {
      /** Everything. */
      RUNNING,
      /** Nothing. */
      PAUSED
    }

    @Override
    public String name() {
      return "pausable ISM";
    }

    @Override
    public Optional<String> closed() {
      return state == State.PAUSED
          ? Optional.of(
              "the pausable ISM " + address + " is paused; its owner " + owner + " can unpause it")
          : Optional.empty();
    }

    @Override
    public Optional<Duration> opensAfter() {
      return Optional.empty();
    }

    @Override
    public Optional<String> neverOpens() {
      return Optional.empty();
    }
  }

  /**
   * Accepts amounts of a warp route up to a level, which falls by each and rises with time.
   *
   * @param amount what the message would take
   * @param bucket what there is to take from
   */
  record RateLimited(EvmAddress address, EvmAddress owner, BigInteger amount, Bucket bucket)
      implements Gate {
    /**
     * What may pass.
     *
     * @param level how much may pass now
     * @param capacity the highest level
     * @param refill how long it takes from empty to full
     */
    public record Bucket(BigInteger level, BigInteger capacity, Duration refill) {}

    @Override
    public String name() {
      return "rate-limited ISM";
    }

    @Override
    public Optional<String> closed() {
      return amount.compareTo(bucket.level) > 0
          ? Optional.of(
              "the rate-limited ISM "
                  + address
                  + " lets through "
                  + bucket.level
                  + " now, the message is of "
                  + amount
                  + opensAfter().map(wait -> "; that refills in " + wait).orElse("")
                  + "; its owner "
                  + owner
                  + " can raise the limit")
          : Optional.empty();
    }

    @Override
    public Optional<Duration> opensAfter() {
      if (amount.compareTo(bucket.level) <= 0 || neverOpens().isPresent()) {
        return Optional.empty();
      }
      BigInteger[] seconds =
          amount
              .subtract(bucket.level)
              .multiply(BigInteger.valueOf(bucket.refill.toSeconds()))
              .divideAndRemainder(bucket.capacity);
      return Optional.of(
          Duration.ofSeconds(seconds[0].longValueExact() + (seconds[1].signum() == 0 ? 0 : 1)));
    }

    @Override
    public Optional<String> neverOpens() {
      return amount.compareTo(bucket.capacity) > 0
          ? Optional.of(
              "the rate-limited ISM "
                  + address
                  + " never lets through more than "
                  + bucket.capacity
                  + ", the message is of "
                  + amount
                  + "; its owner "
                  + owner
                  + " can raise the limit")
          : Optional.empty();
    }
  }

  /** Accepts what this one account delivers. */
  record TrustedRelayer(EvmAddress address, EvmAddress relayer) implements IsmNode {
    @Override
    public String name() {
      return "trusted relayer ISM";
    }
  }

  /** Accepts signatures over the message's own checkpoint. */
  record MessageIdMultisig(EvmAddress address, ValidatorSet set) implements Provable {
    @Override
    public String name() {
      return set.weights().isPresent()
          ? "weighted message-id multisig ISM"
          : "message-id multisig ISM";
    }

    @Override
    public String wants() {
      return "the signatures of " + set;
    }

    @Override
    public String broughtBy() {
      return "validator";
    }
  }

  /** Accepts signatures over this or a later checkpoint, and a proof that leads there. */
  record MerkleRootMultisig(EvmAddress address, ValidatorSet set) implements Provable {
    @Override
    public String name() {
      return set.weights().isPresent()
          ? "weighted merkle-root multisig ISM"
          : "merkle-root multisig ISM";
    }

    @Override
    public String wants() {
      return "the signatures of " + set;
    }

    @Override
    public String broughtBy() {
      return "validator";
    }
  }

  /**
   * Accepts messages that were shown to be in the storage of a hook on the origin, under a state
   * root that a light client on the destination accepted. Shown once, to the module itself, before
   * the delivery; the metadata is empty then.
   *
   * @param lightClient keeps the origin's state roots, on the destination
   * @param hook in whose storage messages are recorded, on the origin
   * @param slot of the hook's mapping from message id to 1
   */
  record StateProof(EvmAddress address, EvmAddress lightClient, EvmAddress hook, Bytes32 slot)
      implements Provable {
    @Override
    public String name() {
      return "state-proof ISM";
    }

    @Override
    public String wants() {
      return "a proof of the storage of "
          + hook
          + " under a root of the light client "
          + lightClient;
    }

    @Override
    public String broughtBy() {
      return "zk";
    }
  }

  /**
   * Accepts what a gateway off the chain says (ERC-3668).
   *
   * @param urls templates of the gateways' URLs
   * @param callData what they are to be asked for this message
   */
  record CcipRead(EvmAddress address, List<String> urls, Bytes callData) implements IsmNode {
    public CcipRead {
      urls = List.copyOf(urls);
    }

    @Override
    public String name() {
      return "CCIP-read ISM";
    }

    /** The templates, fit to be shown: strangers wrote them. */
    List<String> gateways() {
      return urls.stream().limit(OffchainLookups.MAX_GATEWAYS).map(OffchainLookups::shown).toList();
    }
  }

  /** Accepts what exactly {@code threshold} of its modules accept. */
  record Aggregation(EvmAddress address, List<IsmNode> modules, int threshold) implements IsmNode {
    public Aggregation {
      modules = List.copyOf(modules);
      if (threshold < 1 || threshold > modules.size()) {
        throw new IllegalArgumentException(
            "A threshold must be from 1 to the number of modules, got "
                + threshold
                + " of "
                + modules.size());
      }
    }

    @Override
    public String name() {
      return "aggregation ISM";
    }
  }

  /** Hands the message to the module that is responsible for it. */
  record Routing(EvmAddress address, IsmNode routed) implements IsmNode {
    @Override
    public String name() {
      return "routing ISM";
    }
  }

  /** Cannot be satisfied by this SDK. */
  record Unsupported(EvmAddress address, String type, String reason) implements IsmNode {
    @Override
    public String name() {
      return "ISM of type " + type;
    }
  }
}
