package dev.interlane.spi;

import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Inclusion;
import dev.interlane.primitive.ImmutableStyle;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What a transaction did in its block. Immutable. */
@Value.Immutable
@ImmutableStyle
public abstract class TransactionReceipt {
  TransactionReceipt() {}

  /** Starts a receipt; meant for chain ports. */
  public static Builder builder() {
    return new Builder();
  }

  /** The transaction and its block. */
  public abstract Inclusion inclusion();

  /** The transaction's type (EIP-2718), 0 to 127; 0, a legacy one, unless it is said. */
  @Value.Default
  public int transactionType() {
    return 0;
  }

  /** Whether it succeeded or was undone. */
  public abstract ExecutionStatus status();

  /** Who sent it. */
  public abstract EvmAddress sender();

  /** What it called; empty when it created a contract. */
  public abstract Optional<EvmAddress> to();

  /** The gas it used. */
  public abstract long gasUsed();

  /** What it paid per gas. */
  public abstract BigInteger effectiveGasPriceWei();

  /** Its logs, in order; none when it was undone. */
  public abstract List<ChainLog> logs();

  /** Whether the transaction succeeded. */
  public boolean succeeded() {
    return status() == ExecutionStatus.SUCCEEDED;
  }

  /** What the transaction cost its sender, without the value it sent. */
  public BigInteger feeWei() {
    return effectiveGasPriceWei().multiply(BigInteger.valueOf(gasUsed()));
  }

  /** Success or not. */
  public enum ExecutionStatus {
    /** Its effects hold. */
    SUCCEEDED,
    /** Its effects were undone; the gas is spent. */
    REVERTED
  }

  /** Collects the parts. Not thread-safe. */
  public static final class Builder extends ImmutableTransactionReceipt.Builder {
    Builder() {}
  }
}
