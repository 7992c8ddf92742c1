package dev.interlane.spi;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.ImmutableStyle;
import dev.interlane.receipt.Fee;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/**
 * What a transaction shall do, before anybody chose its account nonce, fees or signature.
 * Immutable.
 */
@Value.Immutable
@ImmutableStyle
public abstract class TransactionIntent {
  TransactionIntent() {}

  /** Starts an intent. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Names what the transaction is for, stable over restarts: there is at most one live submission
   * per key, and two messages that ask for the same key share it.
   */
  public abstract String key();

  /**
   * The account that must send it; one of our keys must control it. Its chain is the transaction's.
   */
  public abstract AccountId account();

  /** The contract called. */
  public abstract EvmAddress to();

  /** The calldata. */
  public abstract Bytes data();

  /** The value sent along, in wei; zero by default. */
  @Value.Default
  public BigInteger valueWei() {
    return BigInteger.ZERO;
  }

  /**
   * What the contract takes from the account in a token, as asked before it is signed; empty if it
   * takes no token.
   */
  public abstract Optional<Fee> tokenFee();

  /** The gas limit; estimated when empty. */
  public abstract OptionalLong gasLimit();

  /**
   * How much more gas the call may use in its block than an estimate made before shows, because
   * others change what it works on meanwhile; added to an estimate, never to a {@link #gasLimit}.
   * Zero by default.
   */
  @Value.Default
  public long gasReserve() {
    return 0;
  }

  /**
   * What calls of one contract have in common that need about the same gas, such as whom they reach
   * in the end; empty by default. Where several that are alike, with calldata of one length, are
   * signed at once, one is estimated and its amount is tried for the others; for which that is too
   * little, that is estimated too. Of no use once it is signed, so journals do not keep it.
   */
  public abstract Optional<String> likeness();

  @Value.Check
  void check() {
    if (key().isBlank()) {
      throw new IllegalArgumentException("A transaction intent needs a key that is not blank");
    }
    if (valueWei().signum() < 0) {
      throw new IllegalArgumentException("valueWei must not be negative, got " + valueWei());
    }
    if (gasReserve() < 0) {
      throw new IllegalArgumentException("gasReserve must not be negative, got " + gasReserve());
    }
    gasLimit()
        .ifPresent(
            gas -> {
              if (gas <= 0) {
                throw new IllegalArgumentException("gasLimit must be positive, got " + gas);
              }
            });
  }

  /** Collects the parts. Not thread-safe. */
  public static final class Builder extends ImmutableTransactionIntent.Builder {
    Builder() {}
  }
}
