package dev.interlane.testkit.chain;

import dev.interlane.chain.EvmAddress;
import dev.interlane.error.CodecException;
import dev.interlane.evm.transaction.SignedTransaction;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.SubmitResult;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rules of a {@link PoolRules pool} in front of a node that has none worth the name: anvil
 * takes a replacement that bids one wei more. It keeps the books of what passed and still waits at
 * the node; whoever stands before the node hands on what it lets through. Thread-safe.
 */
public final class PoolGate {
  private final Predicate<Bytes32> held;
  private final TransactionPool pool;

  private PoolGate(ChainPort node, Predicate<Bytes32> held, PoolRules rules) {
    this.held = held;
    this.pool = new TransactionPool(rules, new AtNode(node));
  }

  /**
   * A gate before a node.
   *
   * @param node asked for nonces and balances at its newest block
   * @param held whether the node has the transaction of this hash, waiting or in a block
   */
  public static PoolGate before(ChainPort node, Predicate<Bytes32> held, PoolRules rules) {
    return new PoolGate(node, held, rules);
  }

  /** What the rules say to a transaction. */
  public sealed interface Ruling {
    /**
     * It may pass.
     *
     * @param displaced hashes of others that it replaces, or that had to make room: to be taken
     *     from the node once it has this one
     */
    record Pass(List<Bytes32> displaced) implements Ruling {
      public Pass {
        displaced = List.copyOf(displaced);
      }
    }

    /** It is answered as if it had been taken, and forgotten: it waits too far behind a gap. */
    record Swallow() implements Ruling {}

    /**
     * It is refused.
     *
     * @param text in geth's words
     */
    record Refuse(String text) implements Ruling {}
  }

  /**
   * Judges a raw transaction and, if it may pass, notes that it waits. Anything but an EIP-1559
   * transaction passes unseen.
   */
  public synchronized Ruling judge(Bytes raw) {
    SignedTransaction signed;
    try {
      signed = SignedTransaction.decode(raw);
    } catch (CodecException anotherType) {
      return new Ruling.Pass(List.of());
    }
    pool.dropUsedNonces();
    pool.hashes().stream().filter(held.negate()).forEach(pool::remove);
    Set<Bytes32> before = pool.hashes();
    return switch (pool.add(PooledTransaction.of(signed))) {
      case SubmitResult.AlreadyKnown known -> new Ruling.Refuse("already known");
      case SubmitResult.Refused refused -> new Ruling.Refuse(refused.text());
      case SubmitResult.Unanswered unanswered -> throw unanswered.cause();
      case SubmitResult.Accepted accepted -> {
        if (!pool.contains(signed.hash())) {
          yield new Ruling.Swallow();
        }
        before.removeAll(pool.hashes());
        yield new Ruling.Pass(List.copyOf(before));
      }
    };
  }

  /** The node did not take it after all. */
  public synchronized void forget(Bytes32 transactionHash) {
    pool.remove(transactionHash);
  }

  private record AtNode(ChainPort node) implements Accounts {
    @Override
    public long nonce(EvmAddress account) {
      return node.accountNonce(account, BlockSelector.LATEST);
    }

    @Override
    public BigInteger balance(EvmAddress account) {
      return node.balanceWei(account, BlockSelector.LATEST);
    }
  }
}
