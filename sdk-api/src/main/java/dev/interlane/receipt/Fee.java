package dev.interlane.receipt;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import java.math.BigInteger;

/**
 * An amount paid or to be paid. Met in quotes (estimated), in receipts (paid) and as a cap on what
 * a send may cost. Immutable.
 *
 * @param chain where it is paid
 * @param asset {@link #NATIVE}, or the token's CAIP-10 account as text
 * @param amount in the asset's smallest unit (wei for ether)
 * @param payer who pays
 * @param purpose what for, such as {@code origin gas} or {@code interchain gas}
 */
public record Fee(ChainId chain, String asset, BigInteger amount, AccountId payer, String purpose) {
  /** The chain's own coin. */
  public static final String NATIVE = "native";

  public Fee {
    if (amount.signum() < 0) {
      throw new IllegalArgumentException("Fee amount must not be negative, got " + amount);
    }
  }
}
