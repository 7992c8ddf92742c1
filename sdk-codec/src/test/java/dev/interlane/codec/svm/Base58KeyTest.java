package dev.interlane.codec.svm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.Base58;
import dev.interlane.primitive.Bytes;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base58KeyTest {
  private final long seed = Long.getLong("interlane.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void readsEveryKeyAndNothingOfAnotherLength() {
    for (int i = 0; i < 5_000; i++) {
      int zeros = random.nextInt(4) == 0 ? random.nextInt(33) : 0;
      Bytes bytes =
          Bytes.generate(
              31 + random.nextInt(3),
              all -> {
                random.nextBytes(all);
                Arrays.fill(all, 0, Math.min(zeros, all.length), (byte) 0);
              });
      byte[] target = new byte[34];

      boolean read = Base58Key.read(Base58.encode(bytes), target, 1);

      assertThat(read).as("seed %d, %s", seed, bytes).isEqualTo(bytes.length() == 32);
      if (read) {
        assertThat(Bytes.of(target).slice(1, 32)).as("seed %d", seed).isEqualTo(bytes);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1111111111111111111111111111111",
        "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
        "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5D0",
        "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5D\u00e9",
        "1TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
      })
  void refusesWhatIsNoKey(String text) {
    assertThat(Base58Key.read(text, new byte[32], 0)).isFalse();
  }
}
