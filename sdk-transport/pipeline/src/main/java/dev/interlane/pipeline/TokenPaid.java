package dev.interlane.pipeline;

import dev.interlane.chain.AccountId;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.receipt.Fee;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.TransactionReceipt;
import java.math.BigInteger;

/**
 * What a transaction really took from an account in a token: prices move between signing and
 * inclusion. Read from the token's {@code Transfer} events (ERC-20: payer and payee indexed, the
 * amount in the data).
 */
final class TokenPaid {
  private static final Bytes32 TRANSFER =
      Keccak256.hash(Bytes.fromUtf8("Transfer(address,address,uint256)"));
  private static final int TOPICS = 3;
  private static final int PAYER = 1;

  private TokenPaid() {}

  /** The fee that was asked for, with the amount that was paid. */
  static Fee in(TransactionReceipt receipt, Fee asked) {
    BigInteger paid =
        receipt.logs().stream()
            .filter(log -> isPayment(log, asked))
            .map(log -> Bytes32.of(log.data()).toUnsigned())
            .reduce(BigInteger.ZERO, BigInteger::add);
    return new Fee(asked.chain(), asked.asset(), paid, asked.payer(), asked.purpose());
  }

  private static boolean isPayment(ChainLog log, Fee asked) {
    return AccountId.of(asked.chain(), log.emitter()).toString().equals(asked.asset())
        && log.isEvent(TRANSFER)
        && log.topics().size() == TOPICS
        && log.topics().get(PAYER).equals(asked.payer().evmAddress().toWord())
        && log.data().length() == Bytes32.LENGTH_BYTES;
  }
}
