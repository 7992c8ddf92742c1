package dev.interlane.testkit.contract;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame;
import dev.interlane.testkit.chain.Contract;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Hyperlane's InterchainGasPaymaster, as a hook and paid directly: {@code (gasLimit + overhead) *
 * gasPrice * exchangeRate / 1e10}. Its tariff is fixed when it is deployed.
 */
public final class InterchainGasPaymaster implements Contract {
  private static final Bytes32 GAS_PAYMENT =
      Abi.topic("GasPayment(bytes32,uint32,uint256,uint256)");
  private static final BigInteger RATE_SCALE = BigInteger.TEN.pow(10);
  private static final long DEFAULT_GAS = 50_000;

  private final Map<Long, Tariff> tariffs;
  private final Functions functions;

  /** A paymaster with a tariff per destination domain. */
  public InterchainGasPaymaster(Map<Long, Tariff> tariffs) {
    this.tariffs = new TreeMap<>(tariffs);
    this.functions =
        Hook.functions(Hook.INTERCHAIN_GAS_PAYMASTER, this::take, this::quote)
            .add(
                "destinationGasLimit(uint32,uint256)",
                (frame, arguments) ->
                    Bytes32.ofUnsigned(
                            withOverhead(
                                arguments.word(1).toUnsigned(),
                                tariff(frame, arguments.unsigned(0, 32))))
                        .toBytes())
            .add(
                "quoteGasPayment(uint32,uint256)",
                (frame, arguments) ->
                    Bytes32.ofUnsigned(
                            price(
                                arguments.word(1).toUnsigned(),
                                tariff(frame, arguments.unsigned(0, 32))))
                        .toBytes())
            .payable("payForGas(bytes32,uint32,uint256,address)", this::payForGas);
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private void take(CallFrame frame, Hook.Posted posted) {
    long destination = posted.message().destination();
    BigInteger gas = gas(posted, tariff(frame, destination));
    BigInteger fee = quote(frame, posted);
    requirePayment(frame, fee);
    posted.refund(frame, frame.valueWei().subtract(fee));
    tell(frame, posted.message().id(), destination, List.of(gas, fee));
  }

  /** Anybody pays for more, with no overhead added. */
  private Bytes payForGas(CallFrame frame, Calldata arguments) {
    long destination = arguments.unsigned(1, 32);
    BigInteger gas = arguments.word(2).toUnsigned();
    BigInteger fee = price(gas, tariff(frame, destination));
    requirePayment(frame, fee);
    BigInteger over = frame.valueWei().subtract(fee);
    if (over.signum() > 0) {
      Calls.send(frame, arguments.address(3), over);
    }
    tell(frame, arguments.word(0), destination, List.of(gas, fee));
    return Bytes.EMPTY;
  }

  private static void requirePayment(CallFrame frame, BigInteger fee) {
    Reverts.require(
        frame, frame.valueWei().compareTo(fee) >= 0, "IGP: insufficient interchain gas payment");
  }

  private static void tell(
      CallFrame frame, Bytes32 id, long destination, List<BigInteger> gasAndFee) {
    frame.emit(
        List.of(GAS_PAYMENT, id, Abi.word(destination)),
        Abi.words(gasAndFee.stream().map(Bytes32::ofUnsigned).toArray(Bytes32[]::new)));
  }

  private BigInteger quote(CallFrame frame, Hook.Posted posted) {
    Tariff tariff = tariff(frame, posted.message().destination());
    return price(gas(posted, tariff), tariff);
  }

  private static BigInteger price(BigInteger gas, Tariff tariff) {
    return gas.multiply(tariff.gasPriceWei()).multiply(tariff.exchangeRate()).divide(RATE_SCALE);
  }

  private static BigInteger gas(Hook.Posted posted, Tariff tariff) {
    return withOverhead(posted.metadata().gasLimit(DEFAULT_GAS), tariff);
  }

  private static BigInteger withOverhead(BigInteger gas, Tariff tariff) {
    return gas.add(BigInteger.valueOf(tariff.gasOverhead()));
  }

  private Tariff tariff(CallFrame frame, long domain) {
    Tariff tariff = tariffs.get(domain);
    if (tariff == null) {
      throw Reverts.reason(frame, "IGP: no gas oracle for domain " + domain);
    }
    return tariff;
  }

  /**
   * What gas costs at a destination.
   *
   * @param gasOverhead added to what is asked for
   * @param gasPriceWei the destination's gas price in its own currency
   * @param exchangeRate the destination's currency in ours, times 1e10
   */
  public record Tariff(long gasOverhead, BigInteger gasPriceWei, BigInteger exchangeRate) {}
}
