package dev.interlane.evm.groth16;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.evm.bn254.G1Point;
import dev.interlane.evm.bn254.G2Point;
import dev.interlane.primitive.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * The public constants that a Groth16 verifier holds for one circuit. Whoever knows the secrets
 * behind them (the setup's trapdoor) can prove anything, so a key is a decision to trust its setup.
 *
 * <p>Its points are on their curves and in their groups by their types. Besides, keys are refused
 * that make forging easy: with one of the four at infinity, with γ = δ (a setup whose second phase
 * never ran), or with an input at infinity, which any value would satisfy.
 *
 * @param alpha α of the first group
 * @param beta β of the second group
 * @param gamma γ of the second group, not negated
 * @param delta δ of the second group, not negated
 * @param inputs the constant first, then one point for each public input ({@code IC} or {@code K}
 *     elsewhere)
 */
public record VerifyingKey(
    G1Point alpha, G2Point beta, G2Point gamma, G2Point delta, List<G1Point> inputs) {
  /** More public inputs than any circuit here has; a verifier's work grows with them. */
  public static final int MAX_INPUTS = 64;

  private static final int BETA = G1Point.LENGTH_BYTES;
  private static final int GAMMA = BETA + G2Point.LENGTH_BYTES;
  private static final int DELTA = GAMMA + G2Point.LENGTH_BYTES;
  private static final int INPUTS = DELTA + G2Point.LENGTH_BYTES;

  /**
   * A key of checked points.
   *
   * @throws IllegalArgumentException if the key makes forging easy, or has no input or too many
   */
  public VerifyingKey {
    inputs = List.copyOf(inputs);
    if (inputs.size() < 2 || inputs.size() > MAX_INPUTS + 1) {
      throw new IllegalArgumentException(
          "A verifying key has the constant's point and 1 to "
              + MAX_INPUTS
              + " points of inputs, got "
              + inputs.size()
              + " points in all");
    }
    if (alpha.isInfinity() || beta.isInfinity() || gamma.isInfinity() || delta.isInfinity()) {
      throw new IllegalArgumentException(
          "A verifying key has α, β, γ and δ; with one of them at infinity proofs can be forged."
              + " Was the key read from an empty file?");
    }
    if (gamma.equals(delta)) {
      throw new IllegalArgumentException(
          "γ and δ of the verifying key are equal, so proofs can be forged: the second phase of its"
              + " setup was never run. Take the key from the finished setup");
    }
    for (int i = 1; i < inputs.size(); i++) {
      if (inputs.get(i).isInfinity()) {
        throw new IllegalArgumentException(
            "Input "
                + (i - 1)
                + " of the verifying key is at infinity: every value would do. Is it constrained in"
                + " the circuit?");
      }
    }
  }

  /**
   * Decodes {@code α (64 bytes), β, γ, δ (128 bytes each), inputs (64 bytes each)}, the points as
   * EIP-196 and EIP-197 have them.
   *
   * @throws CodecException if the length fits no key, or bytes are those of no point
   * @throws IllegalArgumentException if the key makes forging easy
   */
  public static VerifyingKey decode(Bytes bytes) {
    int rest = bytes.length() - INPUTS;
    int count = rest / G1Point.LENGTH_BYTES;
    if (rest % G1Point.LENGTH_BYTES != 0 || count < 2 || count > MAX_INPUTS + 1) {
      throw CodecException.at(
          rest < 2 * G1Point.LENGTH_BYTES ? DecodeReason.TRUNCATED : DecodeReason.TRAILING,
          Math.min(bytes.length(), INPUTS),
          "",
          "a verifying key has "
              + INPUTS
              + " bytes and 64 more for the constant and each input,"
              + " got "
              + bytes.length());
    }
    List<G1Point> inputs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      inputs.add(G1Point.read(bytes, INPUTS + i * G1Point.LENGTH_BYTES, "inputs[" + i + "]"));
    }
    return new VerifyingKey(
        G1Point.read(bytes, 0, "alpha"),
        G2Point.read(bytes, BETA, "beta"),
        G2Point.read(bytes, GAMMA, "gamma"),
        G2Point.read(bytes, DELTA, "delta"),
        inputs);
  }

  /** The bytes that {@link #decode} takes. */
  public Bytes encode() {
    List<Bytes> parts =
        new ArrayList<>(List.of(alpha.encode(), beta.encode(), gamma.encode(), delta.encode()));
    inputs.forEach(point -> parts.add(point.encode()));
    return Bytes.concat(parts.toArray(Bytes[]::new));
  }

  /** How many public inputs a claim has. */
  public int inputCount() {
    return inputs.size() - 1;
  }
}
