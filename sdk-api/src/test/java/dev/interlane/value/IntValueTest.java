package dev.interlane.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntValueTest {
  @Test
  void givesItsWordsFromTheLowest() {
    BigInteger number =
        new BigInteger("1111111111111111222222222222222233333333333333334444444444444444", 16);

    assertThat(words(Value.Int.of(number)))
        .containsExactly(
            0x4444444444444444L, 0x3333333333333333L, 0x2222222222222222L, 0x1111111111111111L);
    assertThat(words(Value.Int.of(-2))).containsExactly(-2L, -1L, -1L, -1L);
  }

  @Test
  void hasNoOtherWords() {
    assertThatIllegalArgumentException().isThrownBy(() -> Value.Int.of(1).word(4));
    assertThatIllegalArgumentException().isThrownBy(() -> Value.Int.of(1).word(-1));
  }

  private static List<Long> words(Value.Int number) {
    return List.of(number.word(0), number.word(1), number.word(2), number.word(3));
  }
}
