package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainPort;
import dev.interlane.value.Value;
import java.util.Optional;

/**
 * A contract as its view functions show it in one block. It is not trusted: one that reverts or
 * answers nonsense has no answer.
 *
 * @param port the chain
 * @param contract the contract
 * @param at the block
 */
public record ContractView(ChainPort port, EvmAddress contract, BlockSelector at) {
  /** A contract as it is in the newest block. */
  public ContractView(ChainPort port, EvmAddress contract) {
    this(port, contract, BlockSelector.LATEST);
  }

  /**
   * The first value that a function returns.
   *
   * @throws dev.interlane.error.ChainUnavailableException if the chain cannot be asked
   */
  public Optional<Value> ask(AbiFunction function, Object... arguments) {
    CallRequest request = CallRequest.view(contract, function.encodeCall(arguments));
    return port.call(request, at) instanceof CallResult.Returned returned
        ? decoded(function, returned.data())
        : Optional.empty();
  }

  static Optional<Value> decoded(AbiFunction function, Bytes data) {
    try {
      return Optional.of(function.decodeReturn(data).get(0));
    } catch (CodecException nonsense) {
      return Optional.empty();
    }
  }
}
