package dev.interlane.testkit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogsBloomTest {
  private static final EvmAddress EMITTER =
      EvmAddress.parse("0x000000000000000000000000000000000000000f");

  @Test
  void setsThreeBitsPerDistinctItemAtMost() {
    Bytes bloom =
        new LogsBloom()
            .of(List.of(new RawLog(EMITTER, List.of(Bytes32.ZERO, Bytes32.ZERO), Bytes.EMPTY)));

    assertThat(bloom.length()).isEqualTo(256);
    assertThat(bits(bloom)).isBetween(4, 6);
  }

  /** keccak256 of 32 zero bytes starts 290decd9548b: bits 0x10d, 0x6cd2 mod 2048, 0x548b. */
  @Test
  void setsTheBitsTheYellowPaperNames() {
    Bytes bloom =
        new LogsBloom().of(List.of(new RawLog(EMITTER, List.of(Bytes32.ZERO), Bytes.EMPTY)));

    assertThat(isSet(bloom, 0x290d & 2047)).isTrue();
    assertThat(isSet(bloom, 0xecd9 & 2047)).isTrue();
    assertThat(isSet(bloom, 0x548b & 2047)).isTrue();
  }

  @Test
  void isZeroWithoutLogs() {
    assertThat(bits(new LogsBloom().of(List.of()))).isZero();
  }

  private static boolean isSet(Bytes bloom, int bit) {
    return (bloom.get(255 - bit / 8) >> (bit % 8) & 1) == 1;
  }

  private static int bits(Bytes bloom) {
    int bits = 0;
    for (int i = 0; i < bloom.length(); i++) {
      bits += Integer.bitCount(bloom.get(i) & 0xff);
    }
    return bits;
  }
}
