package dev.interlane.mailbox.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.primitive.Bytes;
import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GasQuoteTest {
  private static final EvmAddress TOKEN =
      EvmAddress.parse("0x00000000000000000000000000000000000000a1");
  private static final EvmAddress SENDER =
      EvmAddress.parse("0x00000000000000000000000000000000000000b2");
  private static final Instant NOW = Instant.ofEpochSecond(1_900_000_000);

  @Test
  void packsWhatItIsFor() {
    GasQuote quote = quote().token(TOKEN).destination(0xf0000001L).sender(SENDER).build();

    assertThat(quote.context())
        .isEqualTo(Bytes.fromHex(TOKEN.toBytes().toHex() + "f0000001" + hex(SENDER)));
    assertThat(quote.data())
        .isEqualTo(Bytes.fromHex("0x" + "00".repeat(15) + "07" + "00".repeat(15) + "09"));
    assertThat(read(quote)).isEqualTo(quote);
  }

  @Test
  void packsTheCoinAndEverybodyAsTheContractDoes() {
    GasQuote quote = quote().build();

    assertThat(quote.context()).isEqualTo(Bytes.fromHex("0x" + "00".repeat(20) + "ff".repeat(24)));
    assertThat(read(quote)).isEqualTo(quote);
  }

  @Test
  void refusesPackedBytesOfAnotherLength() {
    for (int length : new int[] {0, 43, 45, 68}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> GasQuote.builder().readContext(Bytes.of(new byte[length])))
          .withMessageContaining("context of a gas quote has 44 bytes, got " + length);
    }
    for (int length : new int[] {0, 31, 33, 64}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> GasQuote.builder().readData(Bytes.of(new byte[length])))
          .withMessageContaining("data of a gas quote has 32 bytes, got " + length);
    }
  }

  @Test
  void refusesNumbersAndTimesThatDoNotFit() {
    refuses("exchangeRate must be", quote().exchangeRate(BigInteger.ONE.shiftLeft(128)));
    refuses("gasPriceWei must be", quote().gasPriceWei(BigInteger.ONE.negate()));
    refuses("destination must be", quote().destination(1L << 32));
    refuses("issuedAt must be", quote().issuedAt(NOW.plusNanos(1)));
    refuses("expiry must be", quote().expiry(Instant.ofEpochSecond(1L << 48)));
    refuses("cannot have ended before", quote().expiry(NOW.minusSeconds(1)));
    quote()
        .exchangeRate(BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE))
        .expiry(Instant.ofEpochSecond((1L << 48) - 1))
        .build();
  }

  @Test
  void readsASignatureAsServicesGiveIt() {
    PrivateKey key =
        PrivateKey.fromHex("0x00000000000000000000000000000000000000000000000000000000000000aa");
    ChainId chain = ChainId.eip155(5);
    SignedGasQuote signed =
        SignedGasQuote.sign(quote().build(), chain, TOKEN, InMemorySigner.of(key));
    Bytes rsv = signed.signature().toRsv();

    assertThat(SignedGasQuote.of(quote().build(), rsv)).isEqualTo(signed);
    assertThat(signed.signer(chain, TOKEN)).contains(key.address());
    assertThat(signed.signer(chain, SENDER)).isNotEqualTo(signed.signer(chain, TOKEN));
    assertThat(signed.signer(ChainId.eip155(6), TOKEN)).isNotEqualTo(signed.signer(chain, TOKEN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignedGasQuote.of(quote().build(), rsv.slice(1)))
        .withMessage("The signature of a gas quote has 65 bytes, got 64");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SignedGasQuote.of(
                    quote().build(), Bytes.concat(rsv.slice(0, 64), Bytes.of((byte) 1))))
        .withMessage("The last byte of a gas quote's signature is 27 or 28, got 1");
  }

  private static void refuses(String reason, GasQuote.Builder quote) {
    assertThatIllegalArgumentException().isThrownBy(quote::build).withMessageContaining(reason);
  }

  private static GasQuote read(GasQuote quote) {
    return GasQuote.builder()
        .readContext(quote.context())
        .readData(quote.data())
        .issuedAt(quote.issuedAt())
        .expiry(quote.expiry())
        .build();
  }

  private static GasQuote.Builder quote() {
    return GasQuote.builder()
        .exchangeRate(BigInteger.valueOf(7))
        .gasPriceWei(BigInteger.valueOf(9))
        .issuedAt(NOW)
        .expiry(NOW.plusSeconds(60));
  }

  private static String hex(EvmAddress address) {
    return address.toBytes().toHex().substring(2);
  }
}
