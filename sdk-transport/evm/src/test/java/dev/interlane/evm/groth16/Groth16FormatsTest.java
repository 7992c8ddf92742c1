package dev.interlane.evm.groth16;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.evm.bn254.Bn254;
import dev.interlane.evm.bn254.G1Point;
import dev.interlane.evm.bn254.G2Point;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What proofs, keys and inputs look like in bytes, and what is refused at the door. */
class Groth16FormatsTest {
  private static final VerifyingKey KEY = OutboxVectors.key();
  private static final Bytes PROOF = OutboxVectors.valid(0).proof();

  @Test
  void decodesWhatItEncoded() {
    Groth16Proof proof = Groth16Proof.decode(PROOF);

    assertThat(proof.encode()).isEqualTo(PROOF);
    assertThat(proof).asString().contains(proof.a().toString(), proof.c().toString());
    assertThat(VerifyingKey.decode(KEY.encode())).isEqualTo(KEY);
  }

  @Test
  void refusesAProofOfAnotherLength() {
    for (int length = 0; length < PROOF.length(); length++) {
      assertThat(proofRefusal(PROOF.slice(0, length)).reason()).isEqualTo(DecodeReason.TRUNCATED);
    }
    CodecException longer = proofRefusal(Bytes.concat(PROOF, Bytes.of((byte) 0)));
    assertThat(longer.reason()).isEqualTo(DecodeReason.TRAILING);
    assertThat(longer.offset()).isEqualTo(256);
  }

  @Test
  void saysWhichPointOfAProofIsWrong() {
    assertThat(proofRefusal(replaced(PROOF, 0, "ff".repeat(32))).path()).isEqualTo("a.x");
    assertThat(proofRefusal(replaced(PROOF, 64, "ff".repeat(32))).path())
        .isEqualTo("b.x.imaginary");
    assertThat(proofRefusal(replaced(PROOF, 224, "00".repeat(32))).path()).isEqualTo("c");
    assertThat(proofRefusal(replaced(PROOF, 128, "00".repeat(32))).path()).isEqualTo("b");
  }

  @Test
  void nothingButARefusalComesOfAnyBytes() {
    long seed = Long.getLong("interlane.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      byte[] bytes = new byte[random.nextInt(1200)];
      random.nextBytes(bytes);
      Bytes input = Bytes.of(bytes);

      assertThat(proofRefusal(input)).as("seed %d round %d", seed, round).isNotNull();
      assertThatThrownBy(() -> VerifyingKey.decode(input))
          .as("seed %d round %d", seed, round)
          .isInstanceOf(CodecException.class);
    }
  }

  @Test
  void decodesKeysOfEveryNumberOfInputs() {
    for (int inputs : new int[] {1, 2, VerifyingKey.MAX_INPUTS}) {
      VerifyingKey key = key(Collections.nCopies(inputs + 1, G1Point.GENERATOR));

      assertThat(VerifyingKey.decode(key.encode())).isEqualTo(key);
      assertThat(key.inputCount()).isEqualTo(inputs);
    }
  }

  @Test
  void refusesAKeyOfAnotherLength() {
    Bytes bytes = key(Collections.nCopies(VerifyingKey.MAX_INPUTS + 1, G1Point.GENERATOR)).encode();
    Bytes point = G1Point.GENERATOR.encode();
    for (int length = 0; length < 448 + 2 * 64; length++) {
      assertThat(keyRefusal(bytes.slice(0, length)).reason()).isEqualTo(DecodeReason.TRUNCATED);
    }
    for (int length = 448 + 2 * 64 + 1; length < 448 + 3 * 64; length++) {
      assertThat(keyRefusal(bytes.slice(0, length)).reason()).isEqualTo(DecodeReason.TRAILING);
    }
    CodecException tooMany = keyRefusal(Bytes.concat(bytes, point));
    assertThat(tooMany.reason()).isEqualTo(DecodeReason.TRAILING);
    assertThat(tooMany.offset()).isEqualTo(448);
    assertThat(keyRefusal(Bytes.EMPTY).offset()).isZero();
  }

  @Test
  void refusesKeysThatMakeForgingEasy() {
    List<G1Point> inputs = KEY.inputs();
    G2Point none = G2Point.INFINITY;

    assertThatThrownBy(() -> key(G1Point.INFINITY, KEY.beta(), KEY.gamma(), KEY.delta(), inputs))
        .hasMessageContaining("infinity");
    assertThatThrownBy(() -> key(KEY.alpha(), none, KEY.gamma(), KEY.delta(), inputs))
        .hasMessageContaining("infinity");
    assertThatThrownBy(() -> key(KEY.alpha(), KEY.beta(), none, KEY.delta(), inputs))
        .hasMessageContaining("infinity");
    assertThatThrownBy(() -> key(KEY.alpha(), KEY.beta(), KEY.gamma(), none, inputs))
        .hasMessageContaining("infinity");
    assertThatThrownBy(() -> key(KEY.alpha(), KEY.beta(), KEY.gamma(), KEY.gamma(), inputs))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("second phase");
    for (int input = 1; input < inputs.size(); input++) {
      List<G1Point> unbound = new ArrayList<>(inputs);
      unbound.set(input, G1Point.INFINITY);
      assertThatThrownBy(() -> key(KEY.alpha(), KEY.beta(), KEY.gamma(), KEY.delta(), unbound))
          .hasMessageContaining("Input " + (input - 1));
    }
  }

  @Test
  void refusesKeysWithoutInputsOrWithTooMany() {
    G1Point g = G1Point.GENERATOR;

    assertThatThrownBy(() -> key(List.of(g)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 1 points");
    assertThatThrownBy(() -> key(Collections.nCopies(VerifyingKey.MAX_INPUTS + 2, g)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 66 points");
  }

  @Test
  void refusesInputsFromTheOrderOn() {
    Bytes32 last = Bytes32.ofUnsigned(Bn254.ORDER.subtract(BigInteger.ONE));
    Bytes32 first = Bytes32.ofUnsigned(Bn254.ORDER);

    CodecException refused =
        catchThrowableOfType(CodecException.class, () -> PublicInputs.of(last, first));

    assertThat(PublicInputs.of(last, last).values()).hasSize(2);
    assertThat(refused.reason()).isEqualTo(DecodeReason.INT_RANGE);
    assertThat(refused.path()).isEqualTo("inputs[1]");
    assertThat(refused.offset()).isEqualTo(32);
  }

  private static VerifyingKey key(List<G1Point> inputs) {
    return new VerifyingKey(KEY.alpha(), KEY.beta(), KEY.gamma(), KEY.delta(), inputs);
  }

  private static VerifyingKey key(
      G1Point alpha, G2Point beta, G2Point gamma, G2Point delta, List<G1Point> inputs) {
    return new VerifyingKey(alpha, beta, gamma, delta, inputs);
  }

  private static Bytes replaced(Bytes bytes, int at, String hex) {
    Bytes part = Bytes.fromHex(hex);
    return Bytes.concat(bytes.slice(0, at), part, bytes.slice(at + part.length()));
  }

  private static CodecException keyRefusal(Bytes bytes) {
    return catchThrowableOfType(CodecException.class, () -> VerifyingKey.decode(bytes));
  }

  private static CodecException proofRefusal(Bytes bytes) {
    return catchThrowableOfType(CodecException.class, () -> Groth16Proof.decode(bytes));
  }
}
