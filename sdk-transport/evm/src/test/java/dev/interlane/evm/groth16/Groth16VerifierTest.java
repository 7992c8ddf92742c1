package dev.interlane.evm.groth16;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.error.CodecException;
import dev.interlane.evm.bn254.Bn254;
import dev.interlane.evm.bn254.G1Point;
import dev.interlane.evm.bn254.G2Point;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Groth16VerifierTest {
  private static final Groth16Verifier VERIFIER = Groth16Verifier.of(OutboxVectors.key());
  private static final OutboxVectors.Case FIRST = OutboxVectors.valid(0);
  private static final OutboxVectors.Case SECOND = OutboxVectors.valid(1);

  private final long seed = Long.getLong("interlane.seed", System.nanoTime());
  private final Random random = new Random(seed);

  static Stream<OutboxVectors.Case> cases() {
    return OutboxVectors.cases().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheVectors(OutboxVectors.Case given) {
    assertThat(isAccepted(given.proof(), given.inputs())).isEqualTo(given.isValid());
  }

  @Test
  void refusesAProofWithAnyBitFlipped() {
    Bytes proof = FIRST.proof();
    for (int bit = 0; bit < 8 * proof.length(); bit++) {
      assertThat(isAccepted(flip(proof, bit), FIRST.inputs())).as("bit %d", bit).isFalse();
    }
  }

  @Test
  void refusesAnInputWithAnyBitFlipped() {
    Groth16Proof proof = Groth16Proof.decode(FIRST.proof());
    for (int input = 0; input < FIRST.inputs().size(); input++) {
      for (int bit = 0; bit < 256; bit++) {
        List<Bytes32> inputs = new ArrayList<>(FIRST.inputs());
        inputs.set(input, Bytes32.of(flip(inputs.get(input).toBytes(), bit)));

        assertThat(isAccepted(proof, inputs)).as("input %d bit %d", input, bit).isFalse();
      }
    }
  }

  @Test
  void refusesSwappedInputsAndForeignProofs() {
    List<Bytes32> inputs = FIRST.inputs();
    for (int i = 0; i < inputs.size(); i++) {
      for (int j = i + 1; j < inputs.size(); j++) {
        List<Bytes32> swapped = new ArrayList<>(inputs);
        swapped.set(i, inputs.get(j));
        swapped.set(j, inputs.get(i));

        assertThat(isAccepted(FIRST.proof(), swapped)).as("%d and %d", i, j).isFalse();
      }
    }
    assertThat(isAccepted(FIRST.proof(), SECOND.inputs())).isFalse();
    assertThat(isAccepted(SECOND.proof(), FIRST.inputs())).isFalse();
  }

  @Test
  void refusesProofsOfOtherPoints() {
    Groth16Proof proof = FIRST.claim().proof();
    G1Point g = G1Point.GENERATOR;
    G2Point h = G2Point.GENERATOR;

    List<Groth16Proof> others =
        List.of(
            Groth16Proof.of(proof.a().negated(), proof.b(), proof.c()),
            Groth16Proof.of(proof.a(), proof.b().negated(), proof.c()),
            Groth16Proof.of(proof.a(), proof.b(), proof.c().negated()),
            Groth16Proof.of(proof.c(), proof.b(), proof.a()),
            Groth16Proof.of(G1Point.INFINITY, proof.b(), proof.c()),
            Groth16Proof.of(proof.a(), G2Point.INFINITY, proof.c()),
            Groth16Proof.of(proof.a(), proof.b(), G1Point.INFINITY),
            Groth16Proof.of(G1Point.INFINITY, G2Point.INFINITY, G1Point.INFINITY),
            Groth16Proof.of(proof.a().plus(g), proof.b(), proof.c()),
            Groth16Proof.of(proof.a(), proof.b().plus(h), proof.c()),
            Groth16Proof.of(proof.a(), proof.b(), proof.c().plus(g)));

    assertThat(others)
        .allSatisfy(
            other ->
                assertThat(VERIFIER.accepts(new Groth16Claim(other, FIRST.claim().inputs())))
                    .isFalse());
  }

  @Test
  void refusesAnotherCircuitsKey() {
    VerifyingKey key = OutboxVectors.key();
    List<G1Point> swapped = new ArrayList<>(key.inputs());
    swapped.set(1, key.inputs().get(2));
    swapped.set(2, key.inputs().get(1));
    VerifyingKey other =
        new VerifyingKey(key.alpha(), key.beta(), key.gamma(), key.delta(), swapped);

    assertThat(Groth16Verifier.of(other).accepts(FIRST.claim())).isFalse();
  }

  @Test
  void refusesTheWrongNumberOfInputs() {
    Groth16Proof proof = FIRST.claim().proof();
    PublicInputs three = new PublicInputs(FIRST.inputs().subList(0, 3));
    Groth16Claim claim = new Groth16Claim(proof, three);

    assertThatThrownBy(() -> VERIFIER.accepts(claim))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 public inputs, the claim 3");
    assertThatThrownBy(() -> VERIFIER.acceptsAll(List.of(FIRST.claim(), claim), random))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void oneProofBecomesManyOfTheSameStatement() {
    Groth16Proof proof = FIRST.claim().proof();
    BigInteger scale = BigInteger.valueOf(7);
    Groth16Proof scaled =
        Groth16Proof.of(
            proof.a().times(scale), proof.b().times(scale.modInverse(Bn254.ORDER)), proof.c());
    Groth16Proof turned =
        Groth16Proof.of(
            proof.a(),
            proof.b().plus(VERIFIER.key().delta().times(scale)),
            proof.c().plus(proof.a().times(scale)));

    for (Groth16Proof other : List.of(scaled, turned)) {
      assertThat(VERIFIER.accepts(new Groth16Claim(other, FIRST.claim().inputs()))).isTrue();
      assertThat(other.encode()).isNotEqualTo(proof.encode());
    }
    // Nothing of the type invites to take the bytes for an identity.
    assertThat(Groth16Proof.decode(proof.encode())).isNotEqualTo(proof);
  }

  @Test
  void acceptsABatchOfValidProofs() {
    List<Groth16Claim> claims = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      claims.add(FIRST.claim());
      claims.add(SECOND.claim());
    }

    assertThat(VERIFIER.acceptsAll(claims, random)).as("seed %d", seed).isTrue();
    assertThat(VERIFIER.acceptsAll(claims.subList(0, 1), random)).as("seed %d", seed).isTrue();
    assertThat(VERIFIER.acceptsAll(List.of(), random)).isTrue();
  }

  @Test
  void refusesABatchWithOneFalseClaimAnywhere() {
    Groth16Claim wrong = new Groth16Claim(FIRST.claim().proof(), SECOND.claim().inputs());
    for (int at = 0; at < 3; at++) {
      List<Groth16Claim> claims =
          new ArrayList<>(List.of(FIRST.claim(), SECOND.claim(), FIRST.claim()));
      claims.set(at, wrong);

      assertThat(VERIFIER.acceptsAll(claims, random)).as("seed %d at %d", seed, at).isFalse();
    }
    assertThat(VERIFIER.acceptsAll(List.of(wrong), random)).as("seed %d", seed).isFalse();
  }

  @Test
  void refusesFalseClaimsThatCancelEachOther() {
    // Both are false by the same amount in opposite directions: their plain product would hold.
    G1Point amount = G1Point.GENERATOR;
    Groth16Proof first = FIRST.claim().proof();
    Groth16Proof second = SECOND.claim().proof();
    Groth16Claim more =
        new Groth16Claim(
            Groth16Proof.of(first.a(), first.b(), first.c().plus(amount)), FIRST.claim().inputs());
    Groth16Claim less =
        new Groth16Claim(
            Groth16Proof.of(second.a(), second.b(), second.c().plus(amount.negated())),
            SECOND.claim().inputs());

    assertThat(VERIFIER.acceptsAll(List.of(more, less), random)).as("seed %d", seed).isFalse();
    assertThat(VERIFIER.acceptsAll(List.of(more, less), () -> 1)).isTrue(); // equal weights
  }

  @Test
  void refusesASourceOfZeros() {
    assertThatThrownBy(() -> VERIFIER.acceptsAll(List.of(FIRST.claim()), () -> 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SecureRandom");
  }

  private static boolean isAccepted(Bytes proof, List<Bytes32> inputs) {
    try {
      return isAccepted(Groth16Proof.decode(proof), inputs);
    } catch (CodecException refused) {
      return false;
    }
  }

  private static boolean isAccepted(Groth16Proof proof, List<Bytes32> inputs) {
    try {
      return VERIFIER.accepts(new Groth16Claim(proof, new PublicInputs(inputs)));
    } catch (CodecException refused) {
      return false;
    }
  }

  private static Bytes flip(Bytes bytes, int bit) {
    byte[] flipped = bytes.toArray();
    flipped[bit / 8] ^= (byte) (0x80 >> bit % 8);
    return Bytes.of(flipped);
  }
}
