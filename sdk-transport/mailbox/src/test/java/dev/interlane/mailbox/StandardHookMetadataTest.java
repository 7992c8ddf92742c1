package dev.interlane.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class StandardHookMetadataTest {
  private static final EvmAddress REFUND =
      EvmAddress.parse("0x15d34aaf54267db7d7c367839aaf71a00a2c6a65");

  @Test
  void writesTheLayoutTheHooksRead() {
    Bytes encoded =
        new StandardHookMetadata(
                BigInteger.TWO, BigInteger.valueOf(200_000), REFUND, Bytes.fromHex("0xbeef"))
            .encode();

    assertThat(encoded.length()).isEqualTo(88);
    assertThat(encoded.slice(0, 2)).isEqualTo(Bytes.fromHex("0x0001"));
    assertThat(new BigInteger(1, encoded.slice(2, 32).toArray())).isEqualTo(2);
    assertThat(new BigInteger(1, encoded.slice(34, 32).toArray())).isEqualTo(200_000);
    assertThat(encoded.slice(66, 20)).isEqualTo(REFUND.toBytes());
    assertThat(encoded.slice(86)).isEqualTo(Bytes.fromHex("0xbeef"));
  }

  @Test
  void refusesNumbersThatDoNotFit() {
    assertThatIllegalArgumentException().isThrownBy(() -> StandardHookMetadata.of(-1, REFUND));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new StandardHookMetadata(
                    BigInteger.ONE.shiftLeft(256), BigInteger.ONE, REFUND, Bytes.EMPTY));
  }
}
