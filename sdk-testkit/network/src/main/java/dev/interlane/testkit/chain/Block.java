package dev.interlane.testkit.chain;

import dev.interlane.chain.BlockRef;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockHeader;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.TransactionReceipt;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A block with what it did. */
final class Block {
  private final BlockHeader header;
  private final BigInteger baseFee;
  private final long gasUsed;
  private List<PooledTransaction> transactions;
  private final List<TransactionReceipt> receipts;
  private List<Versioned<?>> touched;
  private final @Nullable Sealed sealed;

  Block(
      BlockHeader header,
      BigInteger baseFee,
      BlockBuilder.Content content,
      @Nullable Sealed sealed) {
    this.header = header;
    this.sealed = sealed;
    this.baseFee = baseFee;
    this.gasUsed = content.gasUsed();
    this.transactions = content.transactions();
    this.receipts = content.receipts(header.block());
    this.touched = content.touched();
  }

  BlockHeader header() {
    return header;
  }

  BlockRef ref() {
    return header.block();
  }

  long height() {
    return ref().height();
  }

  BigInteger baseFee() {
    return baseFee;
  }

  long gasUsed() {
    return gasUsed;
  }

  /** What to put elsewhere when the block is reorganised away; none once it is settled. */
  List<PooledTransaction> transactions() {
    return transactions;
  }

  /** What its hash commits to; empty where hashes are drawn. */
  Optional<Sealed> sealed() {
    return Optional.ofNullable(sealed);
  }

  List<TransactionReceipt> receipts() {
    return receipts;
  }

  Stream<ChainLog> logs(LogFilter filter) {
    return logs().filter(log -> filter.matches(log.emitter(), log.topics()));
  }

  Stream<ChainLog> logs(Bytes32 topic0) {
    return logs().filter(log -> log.isEvent(topic0));
  }

  private Stream<ChainLog> logs() {
    return receipts.stream().flatMap(receipt -> receipt.logs().stream());
  }

  /** Takes back what the block wrote. */
  void undo() {
    touched.forEach(cell -> cell.dropFrom(height()));
  }

  /** Gives up the means to prove anything of the state after this block. */
  void forgetState() {
    sealed().ifPresent(Sealed::forgetState);
  }

  /** Gives up the means to go back behind this block. */
  void settle() {
    touched.forEach(cell -> cell.pruneBelow(height()));
    touched = List.of();
    transactions = List.of();
    sealed().ifPresent(Sealed::settle);
  }
}
