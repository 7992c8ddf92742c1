package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
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
  record MessageIdMultisig(EvmAddress address, ValidatorSet set) implements IsmNode {
    @Override
    public String name() {
      return "message-id multisig ISM";
    }
  }

  /** Accepts signatures over this or a later checkpoint, and a proof that leads there. */
  record MerkleRootMultisig(EvmAddress address, ValidatorSet set) implements IsmNode {
    @Override
    public String name() {
      return "merkle-root multisig ISM";
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
