package dev.interlane.mailbox.quote;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.evm.crypto.Secp256k1;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Signature;
import dev.interlane.spi.Signer;
import java.util.List;
import java.util.Optional;

/**
 * A quote with its signature.
 *
 * @param quote what was signed
 * @param signature of {@link GasQuote#digest}
 */
public record SignedGasQuote(GasQuote quote, Signature signature) {
  private static final AbiFunction SUBMIT =
      AbiFunction.parse("submitQuote((bytes,bytes,uint48,uint48,bytes32,address),bytes)");

  private static final int SIGNATURE_BYTES = 65;

  /**
   * A quote with its signature as a quoting service gives it.
   *
   * @param rsv {@code r | s | v} with v 27 or 28
   * @throws IllegalArgumentException if it is anything else
   */
  public static SignedGasQuote of(GasQuote quote, Bytes rsv) {
    if (rsv.length() != SIGNATURE_BYTES) {
      throw new IllegalArgumentException(
          "The signature of a gas quote has 65 bytes, got " + rsv.length());
    }
    int v = rsv.get(64) & 0xff;
    if (v != 27 && v != 28) {
      throw new IllegalArgumentException(
          "The last byte of a gas quote's signature is 27 or 28, got " + v);
    }
    return new SignedGasQuote(
        quote, new Signature(Bytes32.of(rsv.slice(0, 32)), Bytes32.of(rsv.slice(32, 32)), v - 27));
  }

  /**
   * Signs a quote for one paymaster.
   *
   * @throws dev.interlane.error.SigningException if the key cannot sign now
   */
  public static SignedGasQuote sign(
      GasQuote quote, ChainId chain, EvmAddress paymaster, Signer signer) {
    return new SignedGasQuote(quote, signer.sign(quote.digest(chain, paymaster)));
  }

  /**
   * The account whose key signed it for this paymaster.
   *
   * @return empty if no key can have made this signature, or its s is in the upper half
   */
  public Optional<EvmAddress> signer(ChainId chain, EvmAddress paymaster) {
    return Secp256k1.recover(quote.digest(chain, paymaster), signature);
  }

  /** The paymaster's call that puts the quote in force; see {@link OffchainQuotes#submission}. */
  public Bytes submitCall() {
    return SUBMIT.encodeCall(
        List.of(
            quote.context(),
            quote.data(),
            quote.issuedAt().getEpochSecond(),
            quote.expiry().getEpochSecond(),
            quote.salt(),
            quote.submitter().orElse(EvmAddress.ZERO)),
        signature.toRsv());
  }
}
