package dev.interlane.zk;

import dev.interlane.mailbox.ContractView;
import dev.interlane.primitive.Bytes32;
import dev.interlane.value.Value;
import java.math.BigInteger;
import java.util.Optional;

/** The state roots that a light client has. */
final class KnownRoots {
  private final ContractView lightClient;

  KnownRoots(ContractView lightClient) {
    this.lightClient = lightClient;
  }

  /** The newest root it has; SP1 Helios tells the block apart from its head, which is a slot. */
  Optional<KnownRoot> newest() {
    return lightClient
        .ask(StateProofAbi.EXECUTION_BLOCK_NUMBER)
        .or(() -> lightClient.ask(StateProofAbi.HEAD))
        .map(Value::asNumber)
        .filter(newest -> newest.bitLength() < Long.SIZE)
        .flatMap(newest -> at(newest.longValueExact()));
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
  record KnownRoot(long height, Bytes32 root) {
    boolean isAt(BigInteger block) {
      return block.equals(BigInteger.valueOf(height));
    }
  }
}
