package dev.interlane.testkit.chain;

import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;

/**
 * What is known of a block before it has a hash.
 *
 * @param parentHash the block before; zero for the first
 * @param height its number
 * @param timestampSeconds its time, in seconds since 1970
 * @param baseFeeWei its base fee
 * @param drawn a value of its own, which keeps a block that replaces another one from having its
 *     hash, whatever both hold
 */
record BlockDraft(
    Bytes32 parentHash, long height, long timestampSeconds, BigInteger baseFeeWei, Bytes32 drawn) {}
