package dev.interlane.testkit.contract;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import java.math.BigInteger;

/**
 * What a dispatch tells its hooks (StandardHookMetadata). A field that does not fit reads as its
 * default.
 *
 * <pre>
 * 0 variant(2) = 1 | 2 msgValue(32) | 34 gasLimit(32) | 66 refundAddress(20) | 86 feeToken(20) or custom
 * </pre>
 */
final class HookMetadata {
  private static final int VARIANT_END = 2;
  private static final int GAS_LIMIT = 34;
  private static final int REFUND_ADDRESS = 66;
  private static final int REFUND_ADDRESS_END = 86;
  private static final int FEE_TOKEN_END = 106;

  private final Bytes bytes;

  HookMetadata(Bytes bytes) {
    this.bytes = bytes;
  }

  static boolean isSupported(Bytes bytes) {
    return bytes.isEmpty()
        || (bytes.length() >= VARIANT_END && bytes.get(0) == 0 && bytes.get(1) == 1);
  }

  BigInteger gasLimit(long otherwise) {
    return bytes.length() < REFUND_ADDRESS
        ? BigInteger.valueOf(otherwise)
        : new BigInteger(1, bytes.slice(GAS_LIMIT, REFUND_ADDRESS - GAS_LIMIT).toArray());
  }

  EvmAddress refundAddress(EvmAddress otherwise) {
    return bytes.length() < REFUND_ADDRESS_END
        ? otherwise
        : EvmAddress.of(bytes.slice(REFUND_ADDRESS, REFUND_ADDRESS_END - REFUND_ADDRESS));
  }

  /** The token in which fees are paid; zero for the coin. */
  EvmAddress feeToken() {
    return bytes.length() < FEE_TOKEN_END
        ? EvmAddress.ZERO
        : EvmAddress.of(bytes.slice(REFUND_ADDRESS_END, FEE_TOKEN_END - REFUND_ADDRESS_END));
  }

  boolean isPaidInCoin() {
    return feeToken().equals(EvmAddress.ZERO);
  }
}
