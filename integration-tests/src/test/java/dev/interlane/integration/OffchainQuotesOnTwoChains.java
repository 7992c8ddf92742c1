package dev.interlane.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.client.MessageHandle;
import dev.interlane.client.MessagingClient;
import dev.interlane.client.Quote;
import dev.interlane.client.SendOptions;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.mailbox.ContractView;
import dev.interlane.mailbox.DeliveryTerms;
import dev.interlane.mailbox.MailboxAbi;
import dev.interlane.mailbox.quote.GasQuote;
import dev.interlane.mailbox.quote.OffchainQuotes;
import dev.interlane.mailbox.quote.SignedGasQuote;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.testkit.Security;
import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A price that the paymaster's signer gave off chain is submitted and paid, and one that would be
 * refused is refused before, on every network alike. Each test has a token of its own, for which
 * the paymaster has no other price.
 */
abstract class OffchainQuotesOnTwoChains extends StoriesOnTwoChains {
  private static final EvmAddress USER =
      EvmAddress.parse("0x00000000000000000000000000000000000000fd");
  private static final EvmAddress EVERY =
      EvmAddress.parse("0xffffffffffffffffffffffffffffffffffffffff");
  private static final AbiFunction MINT = AbiFunction.parse("mint(address,uint256)");
  private static final PrivateKey NOBODY =
      PrivateKey.fromHex("0x00000000000000000000000000000000000000000000000000000000000000aa");

  /** The overhead of 75,000 included. */
  private static final long GAS = 225_000;

  private AccountId token;
  private OffchainQuotes quotes;

  @BeforeEach
  void startWithATokenWithoutPrice() {
    token = chains().otherToken();
    quotes = OffchainQuotes.of(chains().origin(), chains().gasPaymaster());
  }

  @Test
  void whatWasSignedIsWhatTheDispatchPays() {
    assertThat(client().quote(deposit(), options()).refusals().get(0).reason())
        .contains("no gas oracle");
    GasQuote quote = quote().build();

    submit(signed(quote));

    assertThat(quotes.standsUntil(quote)).contains(quote.expiry());
    // 7 of the token for each unit of gas: 1 gwei at 70 of 1e10 times 1e-9
    BigInteger fee = BigInteger.valueOf(7 * GAS);
    give(fee);
    Quote told = client().quote(deposit(), options());
    assertThat(told.refusals()).isEmpty();
    assertThat(told.fees().get(0).amount()).isEqualTo(fee);
    chains().strangerDelivers();
    MessageHandle handle = client().send(deposit(), options());
    executed(handle);
    assertThat(balance(chains().gasPaymaster())).isEqualTo(fee);
    assertThat(balance(chains().sender().evmAddress())).isZero();
  }

  @Test
  void aLaterQuoteReplacesAnEarlierOneAndNotTheOtherWayRound() {
    GasQuote earlier = quote().issuedAt(now().minusSeconds(20)).build();
    GasQuote later = quote().issuedAt(now().minusSeconds(10)).build();
    submit(signed(later));

    assertRefused(signed(earlier), "the paymaster has one of " + later.issuedAt(), "StaleQuote()");
    // The contract takes the very same again, and does nothing.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> quotes.submission(signed(later), USER))
        .withMessageContaining("and this is of " + later.issuedAt());
  }

  @Test
  void anExpiredQuoteIsRefused() {
    Instant past = now().minusSeconds(5);
    GasQuote expired = quote().issuedAt(past.minusSeconds(10)).expiry(past).build();

    assertRefused(signed(expired), "it expired at " + past, "QuoteExpired()");
    assertThat(quotes.standsUntil(expired)).isEmpty();
  }

  @Test
  void aQuoteOfTheFutureIsRefused() {
    Instant future = now().plusSeconds(3_000);

    assertRefused(
        signed(quote().issuedAt(future).expiry(future.plusSeconds(1)).build()),
        "it is given as of " + future,
        "InvalidQuote()");
  }

  @Test
  void aQuoteOfSomebodyElseIsRefused() {
    SignedGasQuote forged =
        SignedGasQuote.sign(
            quote().build(),
            chains().sender().chain(),
            chains().gasPaymaster(),
            InMemorySigner.of(NOBODY));

    assertRefused(forged, "it is signed by " + NOBODY.address(), "InvalidSigner()");
  }

  @Test
  void aQuoteForAnotherPaymasterIsRefused() {
    SignedGasQuote foreign =
        SignedGasQuote.sign(
            quote().build(),
            chains().sender().chain(),
            USER,
            InMemorySigner.of(chains().quoteSigner()));

    assertRefused(foreign, "or for another paymaster", "InvalidSigner()");
  }

  @Test
  void aQuoteThatOnlySomebodyElseMaySubmitIsRefused() {
    EvmAddress only = chains().sender().evmAddress();

    assertRefused(
        signed(quote().submitter(only).build()),
        "only " + only + " may submit it, not " + USER,
        "InvalidSubmitter()");
  }

  /** The contract takes both, to no effect. */
  @Test
  void aQuoteThatWouldNeverBeUsedIsRefused() {
    Instant now = now();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> quotes.submission(signed(quote().issuedAt(now).expiry(now).build()), USER))
        .withMessageContaining("only within the transaction");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                quotes.submission(signed(quote().readContext(contextOfEverything()).build()), USER))
        .withMessageContaining("stores and never uses");
  }

  @Test
  void aPaymasterThatTakesNoQuotesIsNamed() {
    OffchainQuotes none =
        OffchainQuotes.of(chains().origin(), chains().deployments().get(0).merkleTreeHook());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> none.submission(signed(quote().build()), USER))
        .withMessageContaining("takes no quotes signed off chain");
  }

  private void assertRefused(SignedGasQuote signed, String reason, String error) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> quotes.submission(signed, USER))
        .withMessageContaining("The quote cannot be submitted")
        .withMessageContaining(reason);
    CallRequest call =
        new CallRequest(USER, chains().gasPaymaster(), signed.submitCall(), BigInteger.ZERO);
    assertThat(chains().origin().call(call, BlockSelector.LATEST))
        .isEqualTo(new CallResult.Reverted(AbiFunction.parse(error).selector()));
  }

  private void submit(SignedGasQuote signed) {
    chains()
        .strangerCalls(
            chains().gasPaymaster(),
            quotes.submission(signed, chains().stranger().evmAddress()),
            BigInteger.ZERO);
  }

  private SignedGasQuote signed(GasQuote quote) {
    return SignedGasQuote.sign(
        quote,
        chains().sender().chain(),
        chains().gasPaymaster(),
        InMemorySigner.of(chains().quoteSigner()));
  }

  /** For every sender, for an hour. */
  private GasQuote.Builder quote() {
    return GasQuote.builder()
        .token(token.evmAddress())
        .destination(chains().deployments().get(1).domain())
        .exchangeRate(BigInteger.valueOf(70))
        .gasPriceWei(BigInteger.TEN.pow(9))
        .issuedAt(now().minusSeconds(30))
        .expiry(now().plusSeconds(3_600));
  }

  private Bytes contextOfEverything() {
    return Bytes.concat(token.evmAddress().toBytes(), EVERY.toBytes().slice(0, 4), EVERY.toBytes());
  }

  private Instant now() {
    return chains()
        .origin()
        .header(chains().origin().heads().seen().hash())
        .orElseThrow()
        .timestamp();
  }

  private void give(BigInteger amount) {
    EvmAddress sender = chains().sender().evmAddress();
    chains().strangerCalls(token.evmAddress(), MINT.encodeCall(sender, amount), BigInteger.ZERO);
    chains()
        .senderCalls(
            token.evmAddress(), MailboxAbi.APPROVE.encodeCall(chains().gasPaymaster(), amount));
  }

  private BigInteger balance(EvmAddress account) {
    return new ContractView(chains().origin(), token.evmAddress())
        .ask(MailboxAbi.BALANCE_OF, account)
        .orElseThrow()
        .asNumber();
  }

  /** A new one, which remembers no price. */
  private MessagingClient client() {
    return client(validator(through(chains().paidHook()), DeliveryTerms.network()));
  }

  private SendOptions options() {
    return SendOptions.none().payingIn(token);
  }

  private MessageEnvelope deposit() {
    return MessageEnvelope.builder()
        .sender(chains().sender())
        .recipient(chains().vault(Security.MESSAGE_ID_MULTISIG))
        .body(ContractCall.of("deposit(address,uint256)", USER, 5))
        .gasLimit(GAS - 75_000)
        .build();
  }
}
