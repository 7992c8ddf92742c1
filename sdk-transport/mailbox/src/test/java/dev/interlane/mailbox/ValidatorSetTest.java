package dev.interlane.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.EvmAddress;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ValidatorSetTest {
  private static final EvmAddress A = ScriptedChain.address(0xa);
  private static final EvmAddress B = ScriptedChain.address(0xb);
  private static final EvmAddress C = ScriptedChain.address(0xc);

  private static ValidatorSet.Weights weights(long needed, long... each) {
    return new ValidatorSet.Weights(
        LongStream.of(each).mapToObj(BigInteger::valueOf).toList(), BigInteger.valueOf(needed));
  }

  @Test
  void countsHeadsWithoutWeights() {
    ValidatorSet set = new ValidatorSet(List.of(A, B, C), 2);

    assertThat(set.isQuorum(List.of(A))).isFalse();
    assertThat(set.isQuorum(List.of(C, A))).isTrue();
    assertThat(set.needs()).isEqualTo("2");
  }

  @Test
  void addsWeights() {
    ValidatorSet set = ValidatorSet.weighted(List.of(A, B, C), weights(5, 1, 2, 3));

    assertThat(set.isQuorum(List.of(A, C))).isFalse();
    assertThat(set.isQuorum(List.of(B, C))).isTrue();
    assertThat(set.threshold()).isEqualTo(2);
    assertThat(set.needs()).isEqualTo("5 of the weight 6");
  }

  @Test
  void countsASignerOnceForEachSignature() {
    ValidatorSet set = ValidatorSet.weighted(List.of(A, A, B), weights(4, 2, 2, 1));

    assertThat(set.isQuorum(List.of(A, B))).isFalse();
    assertThat(set.isQuorum(List.of(A, A))).isTrue();
  }

  @Test
  void refusesWeightsThatCannotBeReached() {
    assertThatIllegalArgumentException().isThrownBy(() -> weights(7, 1, 2, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> weights(0, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValidatorSet.weighted(List.of(A, B), weights(1, 1)));
  }
}
