package dev.interlane.mailbox.quote;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.mailbox.ContractView;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.BlockHeader;
import dev.interlane.spi.ChainPort;
import dev.interlane.value.Value;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The quotes of one gas paymaster that were signed off chain: which may be submitted, and which
 * stand. A quote that stands is what the paymaster asks, and so what {@code client.quote} says and
 * dispatches pay, until it expires or a later one replaces it. Thread-safe.
 *
 * <pre>{@code
 * OffchainQuotes quotes = OffchainQuotes.of(chain.port(), igp);
 * wallet.send(igp, quotes.submission(signed, wallet.address()));
 * }</pre>
 */
public final class OffchainQuotes {
  private static final AbiFunction IS_QUOTE_SIGNER =
      AbiFunction.parse("isQuoteSigner(address) returns (bool)");
  private static final AbiFunction STANDING =
      AbiFunction.parse(
          "offchainQuotes(address,uint32,address) returns ((uint128,uint128,uint48,uint48))");
  private static final int ISSUED_AT = 2;
  private static final int EXPIRY = 3;

  private final ChainPort port;
  private final EvmAddress paymaster;

  private OffchainQuotes(ChainPort port, EvmAddress paymaster) {
    this.port = port;
    this.paymaster = paymaster;
  }

  /** Those of the paymaster at this address of this chain. */
  public static OffchainQuotes of(ChainPort port, EvmAddress paymaster) {
    return new OffchainQuotes(port, paymaster);
  }

  /**
   * The paymaster's call that puts a quote in force. It takes no value, and costs its sender gas.
   *
   * @param submitter who is going to send it
   * @throws IllegalArgumentException if the paymaster would refuse it, or never use it, as things
   *     are now; with every reason
   * @throws ChainUnavailableException if the chain cannot be asked
   */
  public Bytes submission(SignedGasQuote signed, EvmAddress submitter) {
    List<String> reasons = objections(signed, submitter);
    if (!reasons.isEmpty()) {
      throw new IllegalArgumentException(
          "The quote cannot be submitted to the gas paymaster "
              + paymaster
              + ": "
              + String.join("; ", reasons));
    }
    return signed.submitCall();
  }

  /**
   * Until when the quote for exactly this context stands that was submitted last; empty if there is
   * none, or it has expired as of the newest block.
   *
   * @param context who pays in what for which destination; its price does not matter
   */
  public Optional<Instant> standsUntil(GasQuote context) {
    return stored(context)
        .map(stored -> time(stored, EXPIRY))
        .filter(expiry -> !now().isAfter(expiry));
  }

  private List<String> objections(SignedGasQuote signed, EvmAddress submitter) {
    GasQuote quote = signed.quote();
    List<String> reasons = new ArrayList<>();
    Instant now = now();
    if (quote.isTransient()) {
      reasons.add(
          "it ends in the second in which it was given, so it holds only within the transaction"
              + " that submits it: a contract has to submit it and dispatch in one");
    } else if (now.isAfter(quote.expiry())) {
      reasons.add("it expired at " + quote.expiry() + ", the chain's time is " + now);
    } else if (quote.issuedAt().isAfter(now)) {
      reasons.add("it is given as of " + quote.issuedAt() + ", the chain's time is only " + now);
    }
    if (quote.destination().isEmpty() && quote.sender().isEmpty()) {
      reasons.add(
          "it is for every destination and everybody, which the paymaster stores and never uses");
    }
    quote
        .submitter()
        .filter(only -> !only.equals(submitter))
        .ifPresent(only -> reasons.add("only " + only + " may submit it, not " + submitter));
    signerObjection(signed).ifPresent(reasons::add);
    stored(quote)
        .map(stored -> time(stored, ISSUED_AT))
        .filter(latest -> !quote.issuedAt().isAfter(latest))
        .ifPresent(
            latest ->
                reasons.add(
                    "the paymaster has one of " + latest + ", and this is of " + quote.issuedAt()));
    return reasons;
  }

  private Optional<String> signerObjection(SignedGasQuote signed) {
    Optional<EvmAddress> signer = signed.signer(port.chainId(), paymaster);
    if (signer.isEmpty()) {
      return Optional.of("its signature is none");
    }
    Optional<Value> known = view().ask(IS_QUOTE_SIGNER, signer.get());
    if (known.isEmpty()) {
      return Optional.of("the paymaster takes no quotes signed off chain");
    }
    return known.get().asTruth()
        ? Optional.empty()
        : Optional.of(
            "it is signed by "
                + signer.get()
                + ", which is none of the paymaster's quote signers, or for another paymaster");
  }

  /** What the paymaster has for this context; empty if there never was one. */
  private Optional<List<Value>> stored(GasQuote quote) {
    return view()
        .ask(STANDING, quote.tokenOrCoin(), quote.destinationOrEvery(), quote.senderOrEvery())
        .map(Value::asElements)
        .filter(stored -> stored.get(ISSUED_AT).asNumber().signum() > 0);
  }

  private static Instant time(List<Value> stored, int field) {
    BigInteger seconds = stored.get(field).asNumber();
    return Instant.ofEpochSecond(seconds.longValueExact());
  }

  private ContractView view() {
    return new ContractView(port, paymaster);
  }

  private Instant now() {
    return port.header(port.heads().seen().hash())
        .map(BlockHeader::timestamp)
        .orElseThrow(
            () ->
                new ChainUnavailableException(
                    port.name() + " does not have its newest block", "Asked again later"));
  }
}
