package dev.interlane.evm.groth16;

import dev.interlane.evm.bn254.Bn254;
import dev.interlane.evm.bn254.G1Multiples;
import dev.interlane.evm.bn254.G1Point;
import dev.interlane.evm.bn254.G2Lines;
import dev.interlane.evm.bn254.Pairing;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Decides whether proofs of one circuit hold: {@code e(a, b) = e(α, β) · e(L, γ) · e(c, δ)} with L
 * the sum of the key's points weighted by the public inputs. What depends on the key alone is
 * worked out once, so keep the verifier. Immutable, thread-safe, without I/O.
 *
 * <pre>{@code
 * Groth16Verifier verifier = Groth16Verifier.of(VerifyingKey.decode(keyBytes));
 * boolean holds = verifier.accepts(new Groth16Claim(Groth16Proof.decode(proofBytes), inputs));
 * }</pre>
 */
public final class Groth16Verifier {
  /** 128 bits: no more is needed to keep a false batch from passing, and they cost half of 256. */
  private static final int WEIGHT_BYTES = 16;

  private final VerifyingKey key;
  private final G1Multiples inputs;
  private final G2Lines minusBeta;
  private final G2Lines minusGamma;
  private final G2Lines minusDelta;
  private final Pairing.Value alphaBeta;

  private Groth16Verifier(VerifyingKey key) {
    this.key = key;
    this.inputs = G1Multiples.of(key.inputs());
    this.minusBeta = G2Lines.of(key.beta().negated());
    this.minusGamma = G2Lines.of(key.gamma().negated());
    this.minusDelta = G2Lines.of(key.delta().negated());
    this.alphaBeta = Pairing.product(List.of(Pairing.Term.of(key.alpha(), key.beta())));
  }

  /** Prepares a verifier of this key. */
  public static Groth16Verifier of(VerifyingKey key) {
    return new Groth16Verifier(key);
  }

  /** The key it verifies by. */
  public VerifyingKey key() {
    return key;
  }

  /**
   * Whether the proof proves the statement.
   *
   * @throws IllegalArgumentException if the claim has more or fewer inputs than the circuit
   */
  public boolean accepts(Groth16Claim claim) {
    checkInputs(claim);
    List<Bytes32> weights = new ArrayList<>();
    weights.add(Bytes32.ofUnsigned(BigInteger.ONE));
    weights.addAll(claim.inputs().values());
    Groth16Proof proof = claim.proof();
    return Pairing.product(
            List.of(
                Pairing.Term.of(proof.a(), proof.b()),
                new Pairing.Term(inputs.weightedSum(weights), minusGamma),
                new Pairing.Term(proof.c(), minusDelta)))
        .equals(alphaBeta);
  }

  /**
   * Whether all proofs prove their statements, for less than the price of verifying each: one
   * random combination of their equations is checked. A batch with a false claim passes with a
   * probability of 2⁻¹²⁸. The answer does not say which claim is false; {@link #accepts} does.
   *
   * @param random where the weights come from. Whoever can foresee it can make two false claims
   *     that cancel each other, so it must be a {@link java.security.SecureRandom}, except in tests
   * @throws IllegalArgumentException if a claim has more or fewer inputs than the circuit, or the
   *     source of randomness gives zeros
   */
  public boolean acceptsAll(List<Groth16Claim> claims, RandomGenerator random) {
    claims.forEach(this::checkInputs);
    if (claims.isEmpty()) {
      return true;
    }
    List<Pairing.Term> terms = new ArrayList<>(claims.size() + 3);
    List<G1Point> lasts = new ArrayList<>(claims.size());
    List<BigInteger> weights = new ArrayList<>(claims.size());
    for (Groth16Claim claim : claims) {
      BigInteger weight = weight(random);
      weights.add(weight);
      lasts.add(claim.proof().c());
      terms.add(Pairing.Term.of(claim.proof().a().times(weight), claim.proof().b()));
    }
    List<BigInteger> combined = combinedInputs(claims, weights);
    terms.add(new Pairing.Term(key.alpha().times(combined.getFirst()), minusBeta));
    terms.add(new Pairing.Term(inputs.weightedSum(words(combined)), minusGamma));
    terms.add(new Pairing.Term(G1Multiples.of(lasts).weightedSum(words(weights)), minusDelta));
    return Pairing.product(terms).isOne();
  }

  /** The sum of the weights, then the weighted sum of each input, modulo r. */
  private List<BigInteger> combinedInputs(List<Groth16Claim> claims, List<BigInteger> weights) {
    List<BigInteger> sums = new ArrayList<>(key.inputs().size());
    for (int input = 0; input < key.inputs().size(); input++) {
      BigInteger sum = BigInteger.ZERO;
      for (int i = 0; i < claims.size(); i++) {
        BigInteger value =
            input == 0
                ? BigInteger.ONE
                : claims.get(i).inputs().values().get(input - 1).toUnsigned();
        sum = sum.add(weights.get(i).multiply(value));
      }
      sums.add(sum.mod(Bn254.ORDER));
    }
    return sums;
  }

  private static List<Bytes32> words(List<BigInteger> numbers) {
    return numbers.stream().map(Bytes32::ofUnsigned).toList();
  }

  private static BigInteger weight(RandomGenerator random) {
    byte[] bytes = new byte[WEIGHT_BYTES];
    random.nextBytes(bytes);
    BigInteger weight = new BigInteger(1, bytes);
    if (weight.signum() == 0) {
      throw new IllegalArgumentException(
          "The source of randomness gave "
              + Bytes.of(bytes)
              + ", which would leave a claim unchecked. Is it a SecureRandom?");
    }
    return weight;
  }

  private void checkInputs(Groth16Claim claim) {
    int count = claim.inputs().values().size();
    if (count != key.inputCount()) {
      throw new IllegalArgumentException(
          "The circuit has " + key.inputCount() + " public inputs, the claim " + count);
    }
  }
}
