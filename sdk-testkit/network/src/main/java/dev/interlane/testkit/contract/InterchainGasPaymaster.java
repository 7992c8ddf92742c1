package dev.interlane.testkit.contract;

import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hyperlane's InterchainGasPaymaster, as a hook and paid directly, in the coin or in a token:
 * {@code (gasLimit + overhead) * gasPrice * exchangeRate / 1e10}. Its tariff is fixed when it is
 * deployed.
 */
public final class InterchainGasPaymaster implements Contract {
  private static final Bytes32 GAS_PAYMENT =
      Abi.topic("GasPayment(bytes32,uint32,uint256,uint256)");
  private static final Bytes TRANSFER_FROM = Abi.selector("transferFrom(address,address,uint256)");
  private static final BigInteger RATE_SCALE = BigInteger.TEN.pow(10);
  private static final long DEFAULT_GAS = 50_000;

  /** The key of what is paid in the coin. */
  private static final EvmAddress COIN = EvmAddress.ZERO;

  private final Map<Gas, GasQuotes.Price> rates = new HashMap<>();
  private final Map<Long, BigInteger> overheads = new HashMap<>();
  private final GasQuotes quotes;
  private final Functions functions;

  /** A paymaster with a tariff per destination domain. */
  public InterchainGasPaymaster(Map<Long, Tariff> tariffs) {
    this(tariffs, List.of());
  }

  /** A paymaster with a tariff per destination domain, which sells gas for these tokens as well. */
  public InterchainGasPaymaster(Map<Long, Tariff> tariffs, List<TokenPrice> tokenPrices) {
    this(tariffs, tokenPrices, QuoteSigners.NONE);
  }

  /** The same, which takes the prices that these accounts sign off chain. */
  public InterchainGasPaymaster(
      Map<Long, Tariff> tariffs, List<TokenPrice> tokenPrices, QuoteSigners signers) {
    this.quotes = new GasQuotes(signers.chain, signers.accounts);
    tariffs.forEach(
        (destination, tariff) -> {
          overheads.put(destination, BigInteger.valueOf(tariff.gasOverhead()));
          rates.put(
              new Gas(COIN, destination),
              new GasQuotes.Price(tariff.exchangeRate(), tariff.gasPriceWei()));
        });
    for (TokenPrice price : tokenPrices) {
      rates.put(
          new Gas(price.token(), price.destination()),
          new GasQuotes.Price(price.exchangeRate(), price.gasPriceWei()));
    }
    this.functions =
        Hook.functions(Hook.INTERCHAIN_GAS_PAYMASTER, this::take, this::quote)
            .add(
                "destinationGasLimit(uint32,uint256)",
                (frame, arguments) ->
                    word(withOverhead(arguments.word(1).toUnsigned(), arguments.unsigned(0, 32))))
            .add(
                "quoteGasPayment(uint32,uint256)",
                (frame, arguments) ->
                    word(
                        price(
                            frame,
                            new Sale(COIN, arguments.unsigned(0, 32), frame.caller()),
                            arguments.word(1).toUnsigned())))
            .add(
                "quoteGasPayment(address,uint32,uint256)",
                (frame, arguments) ->
                    word(
                        price(
                            frame,
                            new Sale(
                                arguments.address(0), arguments.unsigned(1, 32), frame.caller()),
                            arguments.word(2).toUnsigned())))
            .payable("payForGas(bytes32,uint32,uint256,address)", this::payForGas)
            .add("payForGas(address,bytes32,uint32,uint256)", this::payForGasIn);
    quotes.addTo(functions);
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private void take(CallFrame frame, Hook.Posted posted) {
    Sale sale = sale(posted);
    BigInteger gas = gas(posted);
    BigInteger fee = price(frame, sale, gas);
    if (sale.isForCoin()) {
      requirePayment(frame, fee);
      posted.refund(frame, frame.valueWei().subtract(fee));
    } else {
      pull(frame, sale.token, posted.message().senderAddress(), fee);
    }
    tell(frame, posted.message().id(), sale.destination, List.of(gas, fee));
  }

  /** Anybody pays for more, with no overhead added. */
  private Bytes payForGas(CallFrame frame, Calldata arguments) {
    Sale sale = new Sale(COIN, arguments.unsigned(1, 32), frame.caller());
    BigInteger gas = arguments.word(2).toUnsigned();
    BigInteger fee = price(frame, sale, gas);
    requirePayment(frame, fee);
    BigInteger over = frame.valueWei().subtract(fee);
    if (over.signum() > 0) {
      Calls.send(frame, arguments.address(3), over);
    }
    tell(frame, arguments.word(0), sale.destination, List.of(gas, fee));
    return Bytes.EMPTY;
  }

  /** The same in a token of the caller's. */
  private Bytes payForGasIn(CallFrame frame, Calldata arguments) {
    Sale sale = new Sale(arguments.address(0), arguments.unsigned(2, 32), frame.caller());
    BigInteger gas = arguments.word(3).toUnsigned();
    BigInteger fee = price(frame, sale, gas);
    if (sale.isForCoin()) {
      requirePayment(frame, fee);
    } else {
      pull(frame, sale.token, frame.caller(), fee);
    }
    tell(frame, arguments.word(1), sale.destination, List.of(gas, fee));
    return Bytes.EMPTY;
  }

  private static void requirePayment(CallFrame frame, BigInteger fee) {
    Reverts.require(
        frame, frame.valueWei().compareTo(fee) >= 0, "IGP: insufficient interchain gas payment");
  }

  private static void pull(CallFrame frame, EvmAddress token, EvmAddress payer, BigInteger amount) {
    Reverts.require(
        frame, frame.valueWei().signum() == 0, "IGP: native value not accepted with ERC20 fee");
    Bytes call =
        Bytes.concat(
            TRANSFER_FROM,
            Abi.words(payer.toWord(), frame.self().toWord(), Bytes32.ofUnsigned(amount)));
    Reverts.require(
        frame,
        Calls.call(frame, token, call).bool(0),
        "SafeERC20: ERC20 operation did not succeed");
  }

  private static void tell(
      CallFrame frame, Bytes32 id, long destination, List<BigInteger> gasAndFee) {
    frame.emit(
        List.of(GAS_PAYMENT, id, Abi.word(destination)),
        Abi.words(gasAndFee.stream().map(Bytes32::ofUnsigned).toArray(Bytes32[]::new)));
  }

  private BigInteger quote(CallFrame frame, Hook.Posted posted) {
    return price(frame, sale(posted), gas(posted));
  }

  private BigInteger price(CallFrame frame, Sale sale, BigInteger gas) {
    GasQuotes.Price rate =
        quotes
            .standing(frame, sale.token.toWord(), sale.destination, sale.sender.toWord())
            .or(() -> Optional.ofNullable(rates.get(new Gas(sale.token, sale.destination))))
            .orElseThrow(
                () -> Reverts.reason(frame, "IGP: no gas oracle for domain " + sale.destination));
    return gas.multiply(rate.gasPriceWei()).multiply(rate.exchangeRate()).divide(RATE_SCALE);
  }

  private static Sale sale(Hook.Posted posted) {
    return new Sale(
        posted.metadata().feeToken(),
        posted.message().destination(),
        posted.message().senderAddress());
  }

  private BigInteger gas(Hook.Posted posted) {
    return withOverhead(posted.metadata().gasLimit(DEFAULT_GAS), posted.message().destination());
  }

  private BigInteger withOverhead(BigInteger gas, long destination) {
    return gas.add(overheads.getOrDefault(destination, BigInteger.ZERO));
  }

  private static Bytes word(BigInteger number) {
    return Bytes32.ofUnsigned(number).toBytes();
  }

  /**
   * What gas costs at a destination.
   *
   * @param gasOverhead added to what is asked for
   * @param gasPriceWei the destination's gas price in its own currency
   * @param exchangeRate the destination's currency in ours, times 1e10
   */
  public record Tariff(long gasOverhead, BigInteger gasPriceWei, BigInteger exchangeRate) {}

  /**
   * What gas costs in a token; the overhead is that of the destination's tariff.
   *
   * @param token the token's contract
   * @param destination the destination's domain
   * @param gasPriceWei the destination's gas price in its own currency
   * @param exchangeRate the destination's currency in the token's smallest unit, times 1e10
   */
  public record TokenPrice(
      EvmAddress token, long destination, BigInteger gasPriceWei, BigInteger exchangeRate) {}

  /**
   * Who gives prices off chain.
   *
   * @param chain where the paymaster is, which they sign
   * @param accounts whose signatures count
   */
  public record QuoteSigners(ChainId chain, List<EvmAddress> accounts) {
    private static final QuoteSigners NONE = new QuoteSigners(ChainId.eip155(1), List.of());

    public QuoteSigners {
      accounts = List.copyOf(accounts);
    }
  }

  /** Gas of which chain, for which token. */
  private record Gas(EvmAddress token, long destination) {}

  /** Gas of which chain, for which token, to whom. */
  private record Sale(EvmAddress token, long destination, EvmAddress sender) {
    boolean isForCoin() {
      return token.equals(COIN);
    }
  }
}
