package dev.interlane.spi;

import java.math.BigInteger;

/**
 * What a transaction should offer now (EIP-1559).
 *
 * @param baseFeePerGasWei the base fee of the next block
 * @param priorityFeePerGasWei a tip that recent blocks took
 */
public record FeeSuggestion(BigInteger baseFeePerGasWei, BigInteger priorityFeePerGasWei) {}
