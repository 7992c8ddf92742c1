package dev.interlane.testkit.chain;

import dev.interlane.chain.EvmAddress;
import dev.interlane.evm.transaction.Eip1559Transaction;
import dev.interlane.evm.transaction.SignedTransaction;
import dev.interlane.primitive.Bytes32;
import dev.interlane.testkit.chain.CallFrame.Invocation;
import java.math.BigInteger;

/**
 * A signed transaction with its sender known.
 *
 * @param hash the transaction hash
 * @param invocation who calls whom with what
 * @param accountNonce the sender's nonce
 * @param gasLimit the most gas it may use
 * @param offer what it pays per gas
 */
record PooledTransaction(
    Bytes32 hash, Invocation invocation, long accountNonce, long gasLimit, FeeOffer offer) {

  /** As its sender signed it; what creates a contract counts as a call of the zero address. */
  static PooledTransaction of(SignedTransaction signed) {
    Eip1559Transaction transaction = signed.transaction();
    return new PooledTransaction(
        signed.hash(),
        new Invocation(
            signed.sender(),
            transaction.to().orElse(EvmAddress.ZERO),
            transaction.valueWei(),
            transaction.data()),
        transaction.accountNonce(),
        transaction.gasLimit(),
        new FeeOffer(transaction.maxFeePerGasWei(), transaction.maxPriorityFeePerGasWei()));
  }

  EvmAddress sender() {
    return invocation.caller();
  }

  /** The most it can take from its sender. */
  BigInteger costWei() {
    return offer
        .maxFeePerGasWei()
        .multiply(BigInteger.valueOf(gasLimit))
        .add(invocation.valueWei());
  }

  /**
   * What a transaction offers per gas (EIP-1559).
   *
   * @param maxFeePerGasWei the most it pays, base fee included
   * @param maxPriorityFeePerGasWei the most of it that goes to the block's producer
   */
  record FeeOffer(BigInteger maxFeePerGasWei, BigInteger maxPriorityFeePerGasWei) {

    /** What the producer of a block with this base fee earns; negative when it cannot go in. */
    BigInteger tip(BigInteger baseFee) {
      return maxFeePerGasWei.subtract(baseFee).min(maxPriorityFeePerGasWei);
    }

    /** Whether it may take the place of {@code other}: both fields higher by the percentage. */
    boolean replaces(FeeOffer other, int percent) {
      return outbids(maxFeePerGasWei, other.maxFeePerGasWei, percent)
          && outbids(maxPriorityFeePerGasWei, other.maxPriorityFeePerGasWei, percent);
    }

    private static boolean outbids(BigInteger bid, BigInteger old, int percent) {
      BigInteger threshold =
          old.multiply(BigInteger.valueOf(100L + percent)).divide(BigInteger.valueOf(100));
      return bid.compareTo(old) > 0 && bid.compareTo(threshold) >= 0;
    }
  }
}
