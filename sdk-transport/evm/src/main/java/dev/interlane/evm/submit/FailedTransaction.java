package dev.interlane.evm.submit;

import dev.interlane.chain.BlockRef;
import dev.interlane.codec.evm.KnownErrors;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.evm.transaction.Eip1559Transaction;
import dev.interlane.evm.transaction.SignedTransaction;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.BlockHeader;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.TransactionReceipt;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why a transaction failed in its block. A receipt does not say, so it is called again on the state
 * before the block and, if that succeeds, on the state after it: others of the block may have been
 * in between.
 */
final class FailedTransaction {
  /** Less than this part of its limit is left of a transaction that ran out of gas inside. */
  private static final int SPARED_PART = 8;

  private static final Logger LOG = LoggerFactory.getLogger(FailedTransaction.class);

  private final ChainPort port;
  private final KnownErrors errors;

  FailedTransaction(ChainPort port, KnownErrors errors) {
    this.port = port;
    this.errors = errors;
  }

  /** In words; empty if the chain does not show it. */
  Optional<String> why(Bytes raw, TransactionReceipt receipt) {
    SignedTransaction signed = SignedTransaction.decode(raw);
    Eip1559Transaction transaction = signed.transaction();
    if (transaction.to().isEmpty()) {
      return Optional.empty();
    }
    if (receipt.gasUsed() >= transaction.gasLimit()) {
      return Optional.of("out of gas: it used all of its " + transaction.gasLimit());
    }
    CallRequest call =
        new CallRequest(
            signed.sender(), transaction.to().get(), transaction.data(), transaction.valueWei());
    BlockRef block = receipt.inclusion().block();
    try {
      return port.header(block.height() - 1)
          .map(BlockHeader::block)
          .flatMap(parent -> revertAt(call, parent))
          .or(() -> revertAt(call, block))
          .or(() -> lackOfGas(transaction, receipt));
    } catch (ChainUnavailableException pruned) {
      // Nodes keep old states for a while only.
      LOG.debug("No telling why {} failed", receipt.inclusion(), pruned);
      return Optional.empty();
    }
  }

  /**
   * It succeeds where it is called without its limit. A call in it that ran out of gas leaves it a
   * 64th for each level.
   */
  private static Optional<String> lackOfGas(
      Eip1559Transaction transaction, TransactionReceipt receipt) {
    long limit = transaction.gasLimit();
    return receipt.gasUsed() >= limit - limit / SPARED_PART
        ? Optional.of(
            "out of gas, as it seems: it used "
                + receipt.gasUsed()
                + " of its "
                + limit
                + " and succeeds with more")
        : Optional.empty();
  }

  private Optional<String> revertAt(CallRequest call, BlockRef block) {
    return port.call(call, new BlockSelector.AtBlock(block)) instanceof CallResult.Reverted reverted
        ? Optional.of("reverted: " + errors.explain(reverted.data()))
        : Optional.empty();
  }
}
