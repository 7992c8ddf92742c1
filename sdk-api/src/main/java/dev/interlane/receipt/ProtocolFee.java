package dev.interlane.receipt;

import dev.interlane.chain.AccountId;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What a dispatch pays the protocol, as far as is known before. Met in quotes. Immutable.
 *
 * @param fee all that is sent along in the origin's coin, or taken in a token
 * @param buffer how much of it is beyond what is asked now, because prices move before the dispatch
 *     is included; in the fee's unit
 * @param refundTo who gets back what was too much; empty if exactly what is asked is taken
 */
public record ProtocolFee(Fee fee, BigInteger buffer, Optional<AccountId> refundTo) {
  public ProtocolFee {
    if (buffer.signum() < 0 || buffer.compareTo(fee.amount()) > 0) {
      throw new IllegalArgumentException(
          "The buffer is a part of the fee of " + fee.amount() + ", got " + buffer);
    }
  }
}
