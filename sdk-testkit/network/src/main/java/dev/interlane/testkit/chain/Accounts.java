package dev.interlane.testkit.chain;

import dev.interlane.chain.EvmAddress;
import java.math.BigInteger;

/** What a pool must know of those who send. */
interface Accounts {
  /** How many transactions of the account are in blocks. */
  long nonce(EvmAddress account);

  /** What the account has, in wei. */
  BigInteger balance(EvmAddress account);
}
