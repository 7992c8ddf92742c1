package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;

/**
 * What the sender tells the hooks at dispatch: how much gas the delivery shall have and who gets
 * what was paid too much.
 *
 * <p>Packed, big-endian, variant 1:
 *
 * <pre>
 * offset  size  field
 * 0       2     variant, 1
 * 2       32    value for the recipient, in wei
 * 34      32    gas limit of the delivery
 * 66      20    refund address
 * 86      n     for custom hooks; 20 bytes are the token in which hooks are paid
 * </pre>
 *
 * @param valueWei the value for the recipient, unsigned 256 bits
 * @param gasLimit the gas limit, unsigned 256 bits
 * @param refundAddress who gets back what was paid too much
 * @param custom what follows, for custom hooks
 */
public record StandardHookMetadata(
    BigInteger valueWei, BigInteger gasLimit, EvmAddress refundAddress, Bytes custom) {
  /** The variant this class writes. */
  public static final int VARIANT = 1;

  /** The gas that hooks take a delivery to need when nothing is said. */
  public static final long DEFAULT_GAS_LIMIT = 50_000;

  private static final int VALUE_OFFSET = 2;
  private static final int GAS_OFFSET = 34;
  private static final int REFUND_OFFSET = 66;
  private static final int CUSTOM_OFFSET = 86;

  public StandardHookMetadata {
    Bytes32.ofUnsigned(valueWei);
    Bytes32.ofUnsigned(gasLimit);
  }

  /** No value, this gas limit, this refund address, nothing for custom hooks. */
  public static StandardHookMetadata of(long gasLimit, EvmAddress refundAddress) {
    return new StandardHookMetadata(
        BigInteger.ZERO, BigInteger.valueOf(gasLimit), refundAddress, Bytes.EMPTY);
  }

  /**
   * The same with the hooks paid in a token. They read it where custom hooks read their own bytes.
   */
  StandardHookMetadata paidIn(EvmAddress token) {
    return new StandardHookMetadata(valueWei, gasLimit, refundAddress, token.toBytes());
  }

  /** The packed bytes. */
  public Bytes encode() {
    return Bytes.generate(
        Math.addExact(CUSTOM_OFFSET, custom.length()),
        target -> {
          target[1] = VARIANT;
          Bytes32.ofUnsigned(valueWei).copyTo(target, VALUE_OFFSET);
          Bytes32.ofUnsigned(gasLimit).copyTo(target, GAS_OFFSET);
          refundAddress.toBytes().copyTo(target, REFUND_OFFSET);
          custom.copyTo(target, CUSTOM_OFFSET);
        });
  }
}
