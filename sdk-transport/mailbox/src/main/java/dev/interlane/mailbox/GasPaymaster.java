package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiError;
import dev.interlane.codec.evm.AbiEvent;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Hyperlane's InterchainGasPaymaster of one chain: what gas at a destination costs here, what was
 * paid for a message, and how to pay more for one that relayers leave aside. Thread-safe.
 *
 * <pre>{@code
 * GasPaymaster paymaster = GasPaymaster.of(chain.port(), igp);
 * GasPaymaster.TopUp more = paymaster.topUp(messageId, domain, 200_000, refundAddress);
 * wallet.send(more.to(), more.valueWei(), more.call());
 * }</pre>
 */
public final class GasPaymaster {
  private static final AbiFunction DESTINATION_GAS_LIMIT =
      AbiFunction.parse("destinationGasLimit(uint32,uint256) returns (uint256)");
  private static final AbiFunction QUOTE =
      AbiFunction.parse("quoteGasPayment(uint32,uint256) returns (uint256)");
  private static final AbiFunction PAY =
      AbiFunction.parse("payForGas(bytes32,uint32,uint256,address)");
  private static final AbiFunction QUOTE_IN_TOKEN =
      AbiFunction.parse("quoteGasPayment(address,uint32,uint256) returns (uint256)");
  private static final AbiFunction PAY_IN_TOKEN =
      AbiFunction.parse("payForGas(address,bytes32,uint32,uint256)");
  private static final AbiEvent PAID =
      AbiEvent.parse("GasPayment(bytes32 indexed,uint32 indexed,uint256,uint256)");
  private static final AbiEvent TRANSFER =
      AbiEvent.parse("Transfer(address indexed,address indexed,uint256)");

  private final ChainPort port;
  private final EvmAddress paymaster;

  private GasPaymaster(ChainPort port, EvmAddress paymaster) {
    this.port = port;
    this.paymaster = paymaster;
  }

  /** The one at this address of this chain. */
  public static GasPaymaster of(ChainPort port, EvmAddress paymaster) {
    return new GasPaymaster(port, paymaster);
  }

  /**
   * What was paid for a message.
   *
   * @param destination its domain
   * @param gas how much gas, the paymaster's overhead included
   * @param amount what was paid for it, in the token's smallest unit or else in wei
   * @param token what it was paid in; the chain's coin when empty. The paymaster does not say: it
   *     is read from the token's transfer of that amount to the paymaster right before
   */
  public record Payment(
      Bytes32 messageId,
      long destination,
      BigInteger gas,
      BigInteger amount,
      Optional<EvmAddress> token) {}

  /**
   * A call that pays for more gas, which anybody may make.
   *
   * @param to the paymaster
   * @param call the calldata
   * @param valueWei what has to be sent along; too much comes back
   * @param gas how much gas it pays for, the paymaster's overhead included
   */
  public record TopUp(EvmAddress to, Bytes call, BigInteger valueWei, BigInteger gas) {}

  /**
   * A call that pays for a message anew. A dispatch adds the overhead of the destination to the gas
   * that is asked for; the paymaster's own functions do not, so it is added here.
   *
   * @param destination the message's destination domain, unsigned 32 bits
   * @param gas what the recipient is to have
   * @param refundAddress who gets back what was sent too much
   * @throws IllegalArgumentException if the paymaster does not serve the destination
   */
  public TopUp topUp(Bytes32 messageId, long destination, long gas, EvmAddress refundAddress) {
    BigInteger whole = ask(DESTINATION_GAS_LIMIT, destination, BigInteger.valueOf(gas));
    BigInteger wei = ask(QUOTE, destination, whole);
    return new TopUp(
        paymaster, PAY.encodeCall(messageId, destination, whole, refundAddress), wei, whole);
  }

  /**
   * Who pays for more, in what.
   *
   * @param payer who is going to make the call
   * @param token the token that is taken from it
   */
  public record FromTokens(EvmAddress payer, EvmAddress token) {}

  /**
   * A call that pays for more gas in a token, which the paymaster takes from the caller. The caller
   * has to have it and to have let the paymaster take it.
   *
   * @param to the paymaster
   * @param call the calldata; no value is sent along
   * @param amount what is taken, in the token's smallest unit
   * @param gas how much gas it pays for, the paymaster's overhead included
   */
  public record TokenTopUp(EvmAddress to, Bytes call, BigInteger amount, BigInteger gas) {
    /** The token's call by which the caller lets the paymaster take just that. */
    public Bytes approval() {
      return MailboxAbi.APPROVE.encodeCall(to, amount);
    }
  }

  /**
   * The same in a token, as {@link #topUp(Bytes32, long, long, EvmAddress)} says.
   *
   * @throws IllegalArgumentException if the paymaster does not take the token for the destination
   */
  public TokenTopUp topUp(Bytes32 messageId, long destination, long gas, FromTokens from) {
    BigInteger whole = ask(DESTINATION_GAS_LIMIT, destination, BigInteger.valueOf(gas));
    // Prices may be the payer's own.
    CallRequest question =
        new CallRequest(
            from.payer(),
            paymaster,
            QUOTE_IN_TOKEN.encodeCall(from.token(), destination, whole),
            BigInteger.ZERO);
    BigInteger amount = ask(QUOTE_IN_TOKEN, question);
    return new TokenTopUp(
        paymaster,
        PAY_IN_TOKEN.encodeCall(from.token(), messageId, destination, whole),
        amount,
        whole);
  }

  /** What a transaction paid for messages, in its order. Pure. */
  public List<Payment> paymentsIn(TransactionReceipt receipt) {
    List<Payment> payments = new ArrayList<>();
    List<ChainLog> logs = receipt.logs();
    for (int i = 0; i < logs.size(); i++) {
      Optional<ChainLog> before = i == 0 ? Optional.empty() : Optional.of(logs.get(i - 1));
      payment(logs.get(i), before).ifPresent(payments::add);
    }
    return payments;
  }

  private Optional<Payment> payment(ChainLog log, Optional<ChainLog> before) {
    if (!log.emitter().equals(paymaster) || !log.isEvent(PAID.topic0())) {
      return Optional.empty();
    }
    try {
      List<Value> values = PAID.decode(log.topics(), log.data());
      BigInteger amount = values.get(3).asNumber();
      return Optional.of(
          new Payment(
              Bytes32.of(values.get(0).asBytes()),
              values.get(1).asLong(),
              values.get(2).asNumber(),
              amount,
              before.filter(transfer -> paysUs(transfer, amount)).map(ChainLog::emitter)));
    } catch (CodecException anotherVersion) {
      return Optional.empty();
    }
  }

  private boolean paysUs(ChainLog log, BigInteger amount) {
    if (!log.isEvent(TRANSFER.topic0())) {
      return false;
    }
    try {
      List<Value> values = TRANSFER.decode(log.topics(), log.data());
      return values.get(1).asEvmAddress().equals(paymaster)
          && values.get(2).asNumber().equals(amount);
    } catch (CodecException noTransferOfTokens) {
      return false;
    }
  }

  private BigInteger ask(AbiFunction function, Object... arguments) {
    return ask(function, CallRequest.view(paymaster, function.encodeCall(arguments)));
  }

  private BigInteger ask(AbiFunction function, CallRequest request) {
    return switch (port.call(request, BlockSelector.LATEST)) {
      case CallResult.Returned returned ->
          ContractView.decoded(function, returned.data())
              .map(Value::asNumber)
              .orElseThrow(() -> refused(function + " answers nonsense"));
      case CallResult.Reverted reverted ->
          throw refused(function + " reverts: " + explain(reverted.data()));
    };
  }

  private static String explain(Bytes revertData) {
    return AbiError.explain(revertData);
  }

  private IllegalArgumentException refused(String reason) {
    return new IllegalArgumentException(
        "The gas paymaster " + paymaster + " cannot be paid: " + reason);
  }
}
