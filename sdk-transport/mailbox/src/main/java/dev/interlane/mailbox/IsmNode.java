package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes32;
import java.util.List;

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

  /** Looks at nothing of the metadata: Noop, Pausable, RateLimited and the like. */
  record NoMetadata(EvmAddress address) implements IsmNode {
    @Override
    public String name() {
      return "null ISM";
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
