package dev.interlane.testkit.zk;

import dev.interlane.evm.bn254.Bn254;
import dev.interlane.evm.bn254.G1Point;
import dev.interlane.evm.bn254.G2Point;
import dev.interlane.evm.groth16.Groth16Proof;
import dev.interlane.evm.groth16.PublicInputs;
import dev.interlane.evm.groth16.VerifyingKey;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * INSECURE TEST PROVER. Makes, in milliseconds, Groth16 proofs of any statement at all, true or
 * false, because it holds the secrets behind its verifying key that a real setup destroys. The
 * proofs pass every verifier of that key, so verification in tests is the real one; what they say
 * is worth nothing.
 *
 * <p>Everything follows from the seed: the same seed gives the same key, and the same statement the
 * same proof. Immutable, thread-safe.
 *
 * <pre>{@code
 * TrapdoorProver prover = TrapdoorProver.of(seed, 1);
 * Groth16Verifier verifier = Groth16Verifier.of(prover.verifyingKey());
 * Groth16Proof proof = prover.prove(PublicInputs.of(input));
 * }</pre>
 */
public final class TrapdoorProver {
  /** To be shown wherever a person meets a key or a proof of this prover. */
  public static final String WARNING = "INSECURE TEST PROVER";

  private final Bytes seed;
  private final BigInteger alpha;
  private final BigInteger beta;
  private final BigInteger gamma;
  private final BigInteger delta;
  private final List<BigInteger> inputs;
  private final VerifyingKey verifyingKey;

  private TrapdoorProver(Bytes seed, int inputCount) {
    this.seed = seed;
    this.alpha = secret("alpha", Bytes.EMPTY);
    this.beta = secret("beta", Bytes.EMPTY);
    this.gamma = secret("gamma", Bytes.EMPTY);
    this.delta = secret("delta", Bytes.EMPTY);
    List<BigInteger> factors = new ArrayList<>();
    for (int i = 0; i <= inputCount; i++) {
      factors.add(secret("input " + i, Bytes.EMPTY));
    }
    this.inputs = List.copyOf(factors);
    this.verifyingKey =
        new VerifyingKey(
            G1Point.GENERATOR.times(alpha),
            G2Point.GENERATOR.times(beta),
            G2Point.GENERATOR.times(gamma),
            G2Point.GENERATOR.times(delta),
            inputs.stream().map(G1Point.GENERATOR::times).toList());
  }

  /**
   * The prover of a seed.
   *
   * @param inputCount how many public inputs its statements have
   * @throws IllegalArgumentException if there are no inputs or more than {@link
   *     VerifyingKey#MAX_INPUTS}
   */
  public static TrapdoorProver of(long seed, int inputCount) {
    return new TrapdoorProver(Bytes.fromUtf8(WARNING + " " + seed + " " + inputCount), inputCount);
  }

  /** The key by which this prover's proofs hold. */
  public VerifyingKey verifyingKey() {
    return verifyingKey;
  }

  /**
   * A valid proof of a statement, whatever it says.
   *
   * @throws IllegalArgumentException if the statement has more or fewer inputs than the key
   */
  public Groth16Proof prove(PublicInputs statement) {
    List<Bytes32> values = statement.values();
    if (values.size() != inputs.size() - 1) {
      throw new IllegalArgumentException(
          "This prover's statements have " + (inputs.size() - 1) + " inputs, got " + values.size());
    }
    Bytes said = Bytes.concat(values.stream().map(Bytes32::toBytes).toArray(Bytes[]::new));
    BigInteger combined = inputs.getFirst();
    for (int i = 0; i < values.size(); i++) {
      combined = combined.add(inputs.get(i + 1).multiply(values.get(i).toUnsigned()));
    }
    BigInteger a = secret("a", said);
    BigInteger b = secret("b", said);
    // a·b = α·β + L·γ + c·δ, solved for c: what only the setup's secrets allow.
    BigInteger c =
        a.multiply(b)
            .subtract(alpha.multiply(beta))
            .subtract(combined.multiply(gamma))
            .multiply(delta.modInverse(Bn254.ORDER));
    return Groth16Proof.of(
        G1Point.GENERATOR.times(a), G2Point.GENERATOR.times(b), G1Point.GENERATOR.times(c));
  }

  private BigInteger secret(String role, Bytes of) {
    Bytes32 hash = Keccak256.hash(Bytes.fromUtf8(role), seed, of);
    return hash.toUnsigned().mod(Bn254.ORDER);
  }

  @Override
  public String toString() {
    return WARNING + " of " + verifyingKey.inputCount() + " inputs";
  }
}
