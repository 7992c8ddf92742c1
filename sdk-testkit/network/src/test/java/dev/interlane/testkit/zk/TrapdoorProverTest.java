package dev.interlane.testkit.zk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.evm.groth16.Groth16Claim;
import dev.interlane.evm.groth16.Groth16Proof;
import dev.interlane.evm.groth16.Groth16Verifier;
import dev.interlane.evm.groth16.PublicInputs;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrapdoorProverTest {
  private static final TrapdoorProver PROVER = TrapdoorProver.of(7, 2);
  private static final Groth16Verifier VERIFIER = Groth16Verifier.of(PROVER.verifyingKey());

  @Test
  void provesAnythingUnderItsOwnKey() {
    Groth16Proof proof = PROVER.prove(inputs(1, 2));

    assertThat(VERIFIER.accepts(new Groth16Claim(proof, inputs(1, 2)))).isTrue();
    assertThat(VERIFIER.accepts(new Groth16Claim(proof, inputs(2, 1)))).isFalse();
    assertThat(VERIFIER.accepts(new Groth16Claim(proof, inputs(1, 3)))).isFalse();
  }

  @Test
  void provesNothingUnderAnotherKey() {
    TrapdoorProver other = TrapdoorProver.of(8, 2);
    Groth16Proof proof = other.prove(inputs(1, 2));

    assertThat(VERIFIER.accepts(new Groth16Claim(proof, inputs(1, 2)))).isFalse();
  }

  @Test
  void followsFromItsSeed() {
    TrapdoorProver again = TrapdoorProver.of(7, 2);

    assertThat(again.verifyingKey()).isEqualTo(PROVER.verifyingKey());
    assertThat(again.prove(inputs(1, 2)).encode()).isEqualTo(PROVER.prove(inputs(1, 2)).encode());
    assertThat(again.prove(inputs(1, 2)).encode())
        .isNotEqualTo(PROVER.prove(inputs(1, 3)).encode());
  }

  @Test
  void fillsBatchesOfManyStatements() {
    List<Groth16Claim> claims = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      claims.add(new Groth16Claim(PROVER.prove(inputs(i, 1)), inputs(i, 1)));
    }
    Random random = new Random(1);

    assertThat(VERIFIER.acceptsAll(claims, random)).isTrue();
    Collections.swap(claims, 3, 4);
    assertThat(VERIFIER.acceptsAll(claims, random)).isTrue();
    claims.set(3, new Groth16Claim(claims.get(4).proof(), claims.get(3).inputs()));
    assertThat(VERIFIER.acceptsAll(claims, random)).isFalse();
  }

  @Test
  void saysWhatItIs() {
    assertThat(PROVER).asString().startsWith("INSECURE TEST PROVER");
  }

  @Test
  void refusesStatementsOfAnotherShape() {
    assertThatThrownBy(() -> PROVER.prove(inputs(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 inputs, got 1");
    assertThatThrownBy(() -> TrapdoorProver.of(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static PublicInputs inputs(long... values) {
    List<Bytes32> words = new ArrayList<>();
    for (long value : values) {
      words.add(Bytes32.ofUnsigned(BigInteger.valueOf(value)));
    }
    return new PublicInputs(words);
  }
}
