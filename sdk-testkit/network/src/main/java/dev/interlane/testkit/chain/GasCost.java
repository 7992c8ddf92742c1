package dev.interlane.testkit.chain;

import dev.interlane.primitive.Bytes;

/**
 * What things cost: the yellow paper's intrinsic gas with EIP-2028 and EIP-7623, and flat prices
 * for the few things that dominate a contract. There is no warm and cold; storage costs what its
 * first access in a transaction costs.
 */
final class GasCost {
  static final long TRANSACTION = 21_000;
  static final long CALL = 2_600;
  static final long CALL_WITH_VALUE = 9_000;
  static final long LOAD = 2_100;
  static final long STORE_NEW = 22_100;
  static final long STORE_CHANGE = 5_000;
  static final long STORE_SAME = 2_200;
  static final long LOG = 375;
  static final long LOG_TOPIC = 375;
  static final long LOG_BYTE = 8;
  static final long HASH = 30;
  static final long HASH_WORD = 6;

  private static final long TOKENS_PER_NON_ZERO_BYTE = 4;
  private static final long PER_TOKEN = 4;
  private static final long FLOOR_PER_TOKEN = 10;

  private GasCost() {}

  /** What a transaction with this calldata costs before its first instruction. */
  static long intrinsic(Bytes data) {
    return TRANSACTION + PER_TOKEN * tokens(data);
  }

  /** What it costs at least, whatever it does (EIP-7623). */
  static long floor(Bytes data) {
    return TRANSACTION + FLOOR_PER_TOKEN * tokens(data);
  }

  private static long tokens(Bytes data) {
    long tokens = 0;
    for (int i = 0; i < data.length(); i++) {
      tokens += data.get(i) == 0 ? 1 : TOKENS_PER_NON_ZERO_BYTE;
    }
    return tokens;
  }
}
