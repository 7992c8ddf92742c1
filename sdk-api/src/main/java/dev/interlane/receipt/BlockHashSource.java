package dev.interlane.receipt;

import dev.interlane.chain.AccountId;
import java.util.List;

/**
 * Whom one has to trust that a block hash is that of the chain's block. A proof leads to a block
 * hash and no further, so this is what an execution proof rests on. Immutable.
 */
public sealed interface BlockHashSource {
  /**
   * One node says so.
   *
   * @param name the node, without what may be secret in its address
   */
  record OneNode(String name) implements BlockHashSource {}

  /**
   * Several nodes say so, each on its own.
   *
   * @param names the nodes that agreed, at least {@code needed}, none of them twice
   * @param needed how many had to agree
   */
  record NodeQuorum(List<String> names, int needed) implements BlockHashSource {
    public NodeQuorum {
      names = List.copyOf(names);
      if (needed < 1 || names.stream().distinct().count() < needed) {
        throw new IllegalArgumentException(
            "A quorum of nodes needs 1 <= needed <= different nodes, got "
                + needed
                + " of "
                + names);
      }
    }
  }

  /**
   * A light client on a chain accepted the block's state.
   *
   * @param contract the light client
   */
  record LightClient(AccountId contract) implements BlockHashSource {}
}
