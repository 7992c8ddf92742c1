package dev.interlane.zk.sp1;

import dev.interlane.evm.groth16.VerifyingKey;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.util.List;

/**
 * A version of SP1's Groth16 wrapper: the key its proofs are verified by, and the shape of their
 * bytes. A version that is not here yet can be made with {@link #of}; take its numbers from the
 * verifier contract of that version.
 *
 * <p>Immutable, thread-safe.
 *
 * @see <a
 *     href="https://github.com/succinctlabs/sp1-contracts/tree/main/contracts/src">sp1-contracts, a
 *     folder for each version</a>
 */
public final class Sp1Version {
  /** SP1 v4.0.0-rc.3. */
  public static final Sp1Version V4_0_0_RC_3 =
      new Sp1Version(
          "v4.0.0-rc.3",
          hash("11b6a09d63d255ad425ee3a7f6211d5ec63fbde9805b40551c3136275b6f4eb4"),
          new Sp1Layout.Bare(),
          Sp1Keys.v400rc3());

  /** SP1 v5.0.0. No proof of this version is among the vectors; its numbers are the contract's. */
  public static final Sp1Version V5_0_0 =
      new Sp1Version(
          "v5.0.0",
          hash("a4594c59bbc142f3b81c3ecb7f50a7c34bc9af7c4c444b5d48b795427e285913"),
          new Sp1Layout.Bare(),
          Sp1Keys.v500());

  /** SP1 v6.0.0. */
  public static final Sp1Version V6_0_0 =
      new Sp1Version(
          "v6.0.0",
          hash("0e78f4db7a6771a3a6a7d9c3b0de6fe73d58781368967a7fe84d87aefffec896"),
          new Sp1Layout.WithKeyRoot(
              hash("008cd56e10c2fe24795cff1e1d1f40d3a324528d315674da45d26afb376e8670")),
          Sp1Keys.v600());

  /** SP1 v6.1.0. */
  public static final Sp1Version V6_1_0 =
      new Sp1Version(
          "v6.1.0",
          hash("4388a21c687fdd5f218d7e3d13190cac4c5355818d3605fd5fb811df468ee696"),
          new Sp1Layout.WithKeyRoot(
              hash("002f850ee998974d6cc00e50cd0814b098c05bfade466d28573240d057f25352")),
          Sp1Keys.v610());

  /** All versions above, the oldest first. */
  public static final List<Sp1Version> ALL = List.of(V4_0_0_RC_3, V5_0_0, V6_0_0, V6_1_0);

  private final String name;
  private final Bytes selector;
  private final Sp1Layout layout;
  private final VerifyingKey key;

  private Sp1Version(String name, Bytes32 verifierHash, Sp1Layout layout, VerifyingKey key) {
    if (key.inputCount() != layout.inputCount()) {
      throw new IllegalArgumentException(
          "Proofs of this layout have "
              + layout.inputCount()
              + " public inputs, the key of "
              + name
              + " has "
              + key.inputCount()
              + ". Is it the key of another version?");
    }
    this.name = name;
    this.selector = verifierHash.toBytes().slice(0, Sp1Layout.SELECTOR_BYTES).compact();
    this.layout = layout;
    this.key = key;
  }

  /**
   * A version of one's own.
   *
   * @param name such as {@code v6.1.0}
   * @param verifierHash the contract's VERIFIER_HASH, whose first four bytes start each proof
   * @param layout the shape of a proof
   * @param key the verifying key
   * @throws IllegalArgumentException if the key has another number of inputs than the layout
   */
  public static Sp1Version of(
      String name, Bytes32 verifierHash, Sp1Layout layout, VerifyingKey key) {
    return new Sp1Version(name, verifierHash, layout, key);
  }

  /** Such as {@code v6.1.0}. */
  public String name() {
    return name;
  }

  /** The four bytes by which its proofs begin. */
  public Bytes selector() {
    return selector;
  }

  /** The shape of its proofs. */
  public Sp1Layout layout() {
    return layout;
  }

  /** The key by which its proofs are verified. */
  public VerifyingKey key() {
    return key;
  }

  @Override
  public String toString() {
    return "SP1 " + name + " Groth16, key " + selector;
  }

  private static Bytes32 hash(String hex) {
    return Bytes32.fromHex(hex);
  }
}
