package dev.interlane.spi;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import java.math.BigInteger;

/**
 * A call of a contract.
 *
 * @param from the caller the contract sees
 * @param to the contract
 * @param data the calldata
 * @param valueWei the value sent along
 */
public record CallRequest(EvmAddress from, EvmAddress to, Bytes data, BigInteger valueWei) {
  public CallRequest {
    if (valueWei.signum() < 0) {
      throw new IllegalArgumentException("valueWei must not be negative, got " + valueWei);
    }
  }

  /** A view call: no value, nobody in particular asking. */
  public static CallRequest view(EvmAddress to, Bytes data) {
    return new CallRequest(EvmAddress.ZERO, to, data, BigInteger.ZERO);
  }
}
