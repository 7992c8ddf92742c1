package dev.interlane.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.primitive.Bytes;
import dev.interlane.spi.LogFilter;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogBloomTest {
  @Test
  void mayMatchWhereEveryBitIsSet() {
    LogBloom bloom =
        new LogBloom(new LogFilter(List.of(Fixtures.MAILBOX), List.of(FakeChain.EXECUTED)));

    assertThat(bloom.mayMatch(all())).isTrue();
    assertThat(bloom.mayMatch(Bytes.of(new byte[LogBloom.BLOOM_BYTES]))).isFalse();
  }

  @Test
  void aChainWithoutBloomsMayAlwaysMatch() {
    LogBloom bloom =
        new LogBloom(new LogFilter(List.of(Fixtures.MAILBOX), List.of(FakeChain.EXECUTED)));

    assertThat(bloom.mayMatch(Bytes.EMPTY)).isTrue();
  }

  /** The bloom of a block with these addresses and topics in its logs. */
  static Bytes of(List<Bytes> entries) {
    byte[] bloom = new byte[LogBloom.BLOOM_BYTES];
    for (Bytes entry : entries) {
      for (int bit : LogBloom.bits(entry)) {
        bloom[LogBloom.BLOOM_BYTES - 1 - bit / 8] |= (byte) (1 << bit % 8);
      }
    }
    return Bytes.of(bloom);
  }

  private static Bytes all() {
    byte[] bytes = new byte[LogBloom.BLOOM_BYTES];
    java.util.Arrays.fill(bytes, (byte) 0xff);
    return Bytes.of(bytes);
  }
}
