package dev.interlane.testkit.chain;

import dev.interlane.error.CodecException;
import dev.interlane.evm.transaction.Eip1559Transaction;
import dev.interlane.evm.transaction.SignedTransaction;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.SubmitRefusal;
import dev.interlane.spi.SubmitResult;
import java.util.Optional;

/** What a node checks of a raw transaction before its pool looks at it. */
final class Admission {
  /** geth's bound on a whole transaction. */
  private static final int MAX_TRANSACTION_BYTES = 128 * 1024;

  private final ChainOptions options;

  Admission(ChainOptions options) {
    this.options = options;
  }

  /** Reads the bytes, recovers the sender, and checks what no state can change. */
  Verdict examine(Bytes raw) {
    if (raw.length() > MAX_TRANSACTION_BYTES) {
      return refused(
          "oversized data: transaction size " + raw.length() + ", limit " + MAX_TRANSACTION_BYTES);
    }
    SignedTransaction signed;
    try {
      signed = SignedTransaction.decode(raw);
    } catch (CodecException malformed) {
      return refused("invalid transaction: " + malformed.getMessage());
    }
    Eip1559Transaction transaction = signed.transaction();
    return fault(transaction).map(Admission::refused).orElseGet(() -> admitted(signed));
  }

  private Optional<String> fault(Eip1559Transaction transaction) {
    if (!transaction.chain().equals(options.id())) {
      return Optional.of(
          "invalid chain id for signer: have "
              + transaction.chain().reference()
              + " want "
              + options.id().reference());
    }
    if (transaction.to().isEmpty()) {
      return Optional.of("contract creation is not supported: contracts here are Java objects");
    }
    if (transaction.gasLimit() > options.blockGasLimit()) {
      return Optional.of("exceeds block gas limit");
    }
    long minimum =
        Math.max(GasCost.intrinsic(transaction.data()), GasCost.floor(transaction.data()));
    if (transaction.gasLimit() < minimum) {
      return Optional.of(
          "intrinsic gas too low: gas " + transaction.gasLimit() + ", minimum needed " + minimum);
    }
    return Optional.empty();
  }

  private static Verdict admitted(SignedTransaction signed) {
    return new Verdict.Admitted(PooledTransaction.of(signed));
  }

  private static Verdict refused(String text) {
    return new Verdict.Refused(new SubmitResult.Refused(SubmitRefusal.INVALID, text));
  }

  /** What came of it. */
  sealed interface Verdict {
    record Admitted(PooledTransaction transaction) implements Verdict {}

    record Refused(SubmitResult.Refused result) implements Verdict {}
  }
}
