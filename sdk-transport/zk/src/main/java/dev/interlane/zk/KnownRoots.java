package dev.interlane.zk;

import dev.interlane.mailbox.ContractView;
import dev.interlane.primitive.Bytes32;
import dev.interlane.value.Value;
import java.math.BigInteger;
import java.util.Optional;

/** The state roots that a light client has. */
final class KnownRoots {
  /**
   * How many heights are tried where the newest one is not told: SP1 Helios counts its head in
   * slots and its roots in blocks. It proves final blocks, so a new root is found among the newest
   * of them as long as proving takes less time than so many blocks.
   */
  static final int MAX_TRIES = 64;

  private final ContractView lightClient;

  KnownRoots(ContractView lightClient) {
    this.lightClient = lightClient;
  }

  /**
   * The newest root it is found to have.
   *
   * @param finalHeight the origin's newest final block
   */
  Optional<KnownRoot> newest(long finalHeight) {
    Optional<KnownRoot> told =
        lightClient
            .ask(StateProofAbi.HEAD)
            .map(Value::asNumber)
            .filter(head -> head.bitLength() < Long.SIZE)
            .flatMap(head -> at(head.longValueExact()));
    if (told.isPresent()) {
      return told;
    }
    for (long height = finalHeight; height >= 0 && height > finalHeight - MAX_TRIES; height--) {
      Optional<KnownRoot> found = at(height);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<KnownRoot> at(long height) {
    return lightClient
        .ask(StateProofAbi.EXECUTION_STATE_ROOTS, BigInteger.valueOf(height))
        .map(root -> Bytes32.of(root.asBytes()))
        .filter(root -> !root.isZero())
        .map(root -> new KnownRoot(height, root));
  }

  /**
   * A root that the light client has.
   *
   * @param height of the origin's block
   * @param root the state after that block
   */
  record KnownRoot(long height, Bytes32 root) {}
}
