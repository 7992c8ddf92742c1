package dev.interlane.pipeline;

import dev.interlane.codec.rlp.RlpReader;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.receipt.Fee;
import dev.interlane.spi.Submission;
import java.math.BigInteger;
import java.util.Optional;

/** What a signed transaction may cost at most, read out of its bytes. */
final class OutstandingFee {
  private static final byte EIP_1559 = 2;
  private static final int WORD_BYTES = 32;

  private OutstandingFee() {}

  /**
   * Gas limit times fee cap, and the value: an EIP-1559 transaction is {@code 0x02 | rlp([chainId,
   * nonce, maxPriorityFeePerGas, maxFeePerGas, gasLimit, to, value, ...])}. All attempts share the
   * account nonce, so that one of them is included at most: the newest offers the most.
   *
   * @return empty for a transaction of another kind, of which we know nothing
   */
  static Optional<Fee> of(Submission submission) {
    Bytes raw = submission.lastAttempt().raw();
    if (raw.isEmpty() || raw.get(0) != EIP_1559) {
      return Optional.empty();
    }
    try {
      RlpReader fields = RlpReader.list(raw.slice(1));
      fields.number("chainId", WORD_BYTES);
      fields.number("nonce");
      fields.number("maxPriorityFeePerGas", WORD_BYTES);
      BigInteger maxFee = fields.number("maxFeePerGas", WORD_BYTES);
      long gasLimit = fields.number("gasLimit");
      fields.bytes("to");
      BigInteger value = fields.number("value", WORD_BYTES);
      return Optional.of(
          new Fee(
              submission.chain(),
              Fee.NATIVE,
              maxFee.multiply(BigInteger.valueOf(gasLimit)).add(value),
              submission.account(),
              "transaction at account nonce " + submission.accountNonce()));
    } catch (CodecException notOurs) {
      return Optional.empty();
    }
  }
}
