package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.error.CodecException;
import dev.interlane.evm.groth16.Groth16Claim;
import dev.interlane.evm.groth16.Groth16Proof;
import dev.interlane.evm.groth16.Groth16Verifier;
import dev.interlane.evm.groth16.PublicInputs;
import dev.interlane.evm.groth16.VerifyingKey;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Our TestLightClient: INSECURE TEST PROVER. Keeps the state roots of another chain that come with
 * Groth16 proofs under a key whose maker can prove anything; the pairing is real, what is proven is
 * worth nothing. Functions, events, refusals and the statement are those of docs/spec/zk.md. Where
 * a key makes forging easy in other ways too (γ = δ, a point at infinity), this one takes no proof
 * at all.
 *
 * <pre>
 * slot 0 executionStateRoots | 1 head | 2 updates | 3 blockOfUpdate | 4 to 21 verifying key
 * </pre>
 */
public final class TestLightClient implements Contract {
  /** What everybody has to know. */
  public static final String WARNING =
      "INSECURE TEST PROVER: whoever made the verifying key can prove anything. Never use it for value.";

  private static final Bytes32 STATE_ROOTS = Slots.at(0);
  private static final Bytes32 HEAD = Slots.at(1);
  private static final Bytes32 UPDATES = Slots.at(2);
  private static final Bytes32 BLOCK_OF_UPDATE = Slots.at(3);
  private static final int KEY = 4;
  private static final int KEY_WORDS = 18;
  private static final int PROOF = 2;
  private static final int PROOF_WORDS = 8;

  private static final Bytes32 HEAD_UPDATE = Abi.topic("HeadUpdate(uint256,bytes32)");
  private static final Bytes32 KEY_CHANGED = Abi.topic("VerifyingKeyChanged(bytes32)");

  /** What EIP-1108 charges for a product of four pairings, a multiplication and an addition. */
  private static final long VERIFICATION_GAS = 45_000 + 4 * 34_000 + 6_000 + 150;

  private final BigInteger originChainId;
  private final Bytes initialKey;
  private final EvmAddress guardian;
  private final long keptRoots;
  private final Functions functions;

  /** What was worked out of the key used last: it follows from the key's words alone. */
  private volatile @Nullable Groth16Verifier prepared;

  /** What was checked last: a transaction is run when its gas is estimated, and in its block. */
  private volatile @Nullable Checked checked;

  private record Checked(Bytes key, Bytes proof, Bytes32 input, boolean holds) {}

  /**
   * A light client that follows a chain.
   *
   * @param originChainId the chain's EVM id
   * @param key by which proofs are checked, of one public input
   * @param guardian who may change the key
   * @param keptRoots how many of the newest roots are kept; 0 for all
   */
  public TestLightClient(
      BigInteger originChainId, VerifyingKey key, EvmAddress guardian, long keptRoots) {
    if (key.inputCount() != 1) {
      throw new IllegalArgumentException(
          "The statement has 1 public input, the key " + key.inputCount());
    }
    this.originChainId = originChainId;
    this.initialKey = key.encode();
    this.guardian = guardian;
    this.keptRoots = keptRoots;
    this.functions =
        new Functions()
            .constant("guardian()", guardian)
            .constant("keptRoots()", keptRoots)
            .getter("originChainId()", frame -> Bytes32.ofUnsigned(originChainId))
            .getter("head()", frame -> frame.load(HEAD))
            .getter("updates()", frame -> frame.load(UPDATES))
            .add("executionStateRoots(uint256)", mapping(STATE_ROOTS))
            .add("blockOfUpdate(uint256)", mapping(BLOCK_OF_UPDATE))
            .add("WARNING()", (frame, unused) -> Abi.dynamic(Bytes.fromUtf8(WARNING)))
            .add("verifyingKey()", (frame, unused) -> key(frame))
            .getter("verifyingKeyHash()", frame -> frame.keccak256(key(frame)))
            .add(
                "publicInput(uint256,bytes32)",
                (frame, arguments) ->
                    publicInput(originChainId, arguments.word(0), arguments.word(1)).toBytes())
            .add("update(uint256,bytes32,uint256[8])", this::update)
            .add("changeVerifyingKey(uint256[18])", this::changeVerifyingKey);
  }

  /**
   * The statement that block {@code height} of a chain has this state root, as the one public input
   * of its proof: keccak256 of the three words, its three highest bits cleared.
   */
  public static Bytes32 publicInput(BigInteger originChainId, Bytes32 height, Bytes32 stateRoot) {
    byte[] hash =
        Keccak256.hash(
                Bytes32.ofUnsigned(originChainId).toBytes(), height.toBytes(), stateRoot.toBytes())
            .toArray();
    hash[0] &= 0x1f;
    return Bytes32.copyOf(hash, 0);
  }

  @Override
  public void construct(CallFrame frame) {
    storeKey(frame, initialKey);
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private Bytes update(CallFrame frame, Calldata arguments) {
    Bytes proof = words(arguments, PROOF, PROOF_WORDS);
    Bytes32 height = arguments.word(0);
    Bytes32 stateRoot = arguments.word(1);
    Bytes32 head = frame.load(HEAD);
    if (height.compareTo(head) <= 0) {
      throw Reverts.error(frame, "BehindHead(uint256,uint256)", height, head);
    }
    if (stateRoot.isZero()) {
      throw Reverts.error(frame, "NoStateRoot()");
    }
    frame.useGas(VERIFICATION_GAS);
    if (!holds(key(frame), proof, publicInput(originChainId, height, stateRoot))) {
      throw Reverts.error(frame, "InvalidProof()");
    }
    frame.store(Slots.ofMapping(frame, height, STATE_ROOTS), stateRoot);
    frame.store(HEAD, height);
    long index = Slots.loadLong(frame, UPDATES);
    frame.store(Slots.ofMapping(frame, Abi.word(index), BLOCK_OF_UPDATE), height);
    frame.store(UPDATES, Abi.word(index + 1));
    if (keptRoots != 0 && index + 1 > keptRoots) {
      Bytes32 dropped =
          frame.load(Slots.ofMapping(frame, Abi.word(index - keptRoots), BLOCK_OF_UPDATE));
      frame.store(Slots.ofMapping(frame, dropped, STATE_ROOTS), Bytes32.ZERO);
    }
    frame.emit(List.of(HEAD_UPDATE, height, stateRoot), Bytes.EMPTY);
    return Bytes.EMPTY;
  }

  private boolean holds(Bytes key, Bytes proof, Bytes32 input) {
    Checked last = checked;
    if (last == null
        || !last.key.equals(key)
        || !last.proof.equals(proof)
        || !last.input.equals(input)) {
      last = new Checked(key, proof, input, check(key, proof, input));
      checked = last;
    }
    return last.holds;
  }

  private boolean check(Bytes key, Bytes proof, Bytes32 input) {
    try {
      return verifier(key)
          .accepts(new Groth16Claim(Groth16Proof.decode(proof), PublicInputs.of(input)));
    } catch (CodecException | IllegalArgumentException notOfTheCurve) {
      return false;
    }
  }

  private Groth16Verifier verifier(Bytes key) {
    Groth16Verifier last = prepared;
    if (last == null || !last.key().encode().equals(key)) {
      last = Groth16Verifier.of(VerifyingKey.decode(key));
      prepared = last;
    }
    return last;
  }

  private Bytes changeVerifyingKey(CallFrame frame, Calldata arguments) {
    Bytes key = words(arguments, 0, KEY_WORDS);
    if (!frame.caller().equals(guardian)) {
      throw Reverts.error(frame, "NotGuardian(address)", frame.caller().toWord());
    }
    storeKey(frame, key);
    return Bytes.EMPTY;
  }

  private static void storeKey(CallFrame frame, Bytes key) {
    for (int i = 0; i < KEY_WORDS; i++) {
      Bytes word = key.slice(i * Bytes32.LENGTH_BYTES, Bytes32.LENGTH_BYTES);
      frame.store(Slots.at(KEY + i), Bytes32.of(word));
    }
    frame.emit(List.of(KEY_CHANGED, frame.keccak256(key)), Bytes.EMPTY);
  }

  private static Bytes key(CallFrame frame) {
    Bytes32[] words = new Bytes32[KEY_WORDS];
    for (int i = 0; i < KEY_WORDS; i++) {
      words[i] = frame.load(Slots.at(KEY + i));
    }
    return Abi.words(words);
  }

  /** Words of a fixed array, which lie among the arguments themselves. */
  private static Bytes words(Calldata arguments, int from, int count) {
    Bytes32[] words = new Bytes32[count];
    for (int i = 0; i < count; i++) {
      words[i] = arguments.word(from + i);
    }
    return Abi.words(words);
  }

  private static Functions.Body mapping(Bytes32 slot) {
    return (frame, arguments) ->
        frame.load(Slots.ofMapping(frame, arguments.word(0), slot)).toBytes();
  }
}
