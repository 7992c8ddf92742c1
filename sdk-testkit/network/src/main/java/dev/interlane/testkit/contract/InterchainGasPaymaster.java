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
 * Hyperlane's InterchainGasPaymaster as a hook: {@code (gasLimit + overhead) * gasPrice *
 * exchangeRate / 1e10}. Its tariff is fixed when it is deployed.
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
    this.functions = Hook.functions(Hook.INTERCHAIN_GAS_PAYMASTER, this::take, this::quote);
  }

  @Override
  public Bytes execute(CallFrame frame) {
    return functions.execute(frame);
  }

  private void take(CallFrame frame, Hook.Posted posted) {
    BigInteger fee = quote(frame, posted);
    Reverts.require(
        frame, frame.valueWei().compareTo(fee) >= 0, "IGP: insufficient interchain gas payment");
    posted.refund(frame, frame.valueWei().subtract(fee));
    long destination = posted.message().destination();
    frame.emit(
        List.of(GAS_PAYMENT, posted.message().id(), Abi.word(destination)),
        Abi.words(
            Bytes32.ofUnsigned(gas(posted, tariff(frame, destination))), Bytes32.ofUnsigned(fee)));
  }

  private BigInteger quote(CallFrame frame, Hook.Posted posted) {
    Tariff tariff = tariff(frame, posted.message().destination());
    return gas(posted, tariff)
        .multiply(tariff.gasPriceWei())
        .multiply(tariff.exchangeRate())
        .divide(RATE_SCALE);
  }

  private static BigInteger gas(Hook.Posted posted, Tariff tariff) {
    return posted.metadata().gasLimit(DEFAULT_GAS).add(BigInteger.valueOf(tariff.gasOverhead()));
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
