package dev.interlane.testkit.chain;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.SubmitRefusal;
import dev.interlane.spi.SubmitResult;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that wait for a block, by geth's rules: one per account nonce, a replacement bids
 * higher in both fields, a nonce gap queues, every account has guaranteed slots and a full pool
 * takes from those above them. Not thread-safe; its owner guards it.
 */
final class TransactionPool {
  private final PoolRules rules;
  private final Accounts accounts;
  private final Map<Bytes32, PooledTransaction> byHash = new HashMap<>();
  private final Map<EvmAddress, AccountQueue> bySender = new TreeMap<>();

  TransactionPool(PoolRules rules, Accounts accounts) {
    this.rules = rules;
    this.accounts = accounts;
  }

  /** Takes a well-formed transaction or says why not. */
  SubmitResult add(PooledTransaction candidate) {
    if (byHash.containsKey(candidate.hash())) {
      return new SubmitResult.AlreadyKnown();
    }
    SubmitResult.@Nullable Refused refused = refusal(candidate);
    if (refused != null) {
      return refused;
    }
    put(candidate);
    dropQueuedAboveLimit(candidate.sender());
    return new SubmitResult.Accepted();
  }

  /** Takes a transaction out; answers whether it was there. */
  boolean remove(Bytes32 hash) {
    PooledTransaction removed = byHash.remove(hash);
    if (removed == null) {
      return false;
    }
    AccountQueue own = ownOf(removed.sender());
    own.remove(removed);
    if (own.isEmpty()) {
      bySender.remove(removed.sender());
    }
    return true;
  }

  /** Forgets everything; answers how much that was. */
  int clear() {
    int waiting = byHash.size();
    byHash.clear();
    bySender.clear();
    return waiting;
  }

  boolean contains(Bytes32 hash) {
    return byHash.containsKey(hash);
  }

  /** All that wait. */
  Set<Bytes32> hashes() {
    return new TreeSet<>(byHash.keySet());
  }

  /** The account nonce after everything of the account that could run now. */
  long nextNonce(EvmAddress account) {
    return ownOf(account).nextNonce(accounts.nonce(account));
  }

  /** What could go into a block, one list per account, in the order of nonces. */
  List<List<PooledTransaction>> executable() {
    List<List<PooledTransaction>> runs = new ArrayList<>(bySender.size());
    bySender.forEach(
        (sender, own) -> {
          List<PooledTransaction> run = own.executable(accounts.nonce(sender));
          if (!run.isEmpty()) {
            runs.add(run);
          }
        });
    return runs;
  }

  /** Forgets transactions whose nonces the chain has gone past. */
  void dropUsedNonces() {
    for (EvmAddress sender : List.copyOf(bySender.keySet())) {
      ownOf(sender)
          .before(accounts.nonce(sender))
          .forEach(transaction -> remove(transaction.hash()));
    }
  }

  private SubmitResult.@Nullable Refused refusal(PooledTransaction candidate) {
    long next = accounts.nonce(candidate.sender());
    if (candidate.accountNonce() < next) {
      return refused(
          SubmitRefusal.NONCE_TOO_LOW,
          "nonce too low: next nonce " + next + ", tx nonce " + candidate.accountNonce());
    }
    if (candidate.offer().maxPriorityFeePerGasWei().compareTo(rules.minimumTipWei()) < 0) {
      return refused(
          SubmitRefusal.UNDERPRICED,
          "transaction underpriced: gas tip cap "
              + candidate.offer().maxPriorityFeePerGasWei()
              + ", minimum needed "
              + rules.minimumTipWei());
    }
    PooledTransaction occupant = ownOf(candidate.sender()).at(candidate.accountNonce());
    SubmitResult.@Nullable Refused funds = fundsRefusal(candidate, occupant);
    if (funds != null) {
      return funds;
    }
    if (occupant != null) {
      return candidate.offer().replaces(occupant.offer(), rules.replacementBumpPercent())
          ? null
          : refused(SubmitRefusal.REPLACEMENT_UNDERPRICED, "replacement transaction underpriced");
    }
    return byHash.size() < rules.maxTransactions() || makeRoomFor(candidate.sender())
        ? null
        : refused(SubmitRefusal.POOL_FULL, "txpool is full");
  }

  private SubmitResult.@Nullable Refused fundsRefusal(
      PooledTransaction candidate, @Nullable PooledTransaction occupant) {
    BigInteger freed = occupant == null ? BigInteger.ZERO : occupant.costWei();
    BigInteger cost = ownOf(candidate.sender()).costWei().subtract(freed).add(candidate.costWei());
    BigInteger balance = accounts.balance(candidate.sender());
    return balance.compareTo(cost) >= 0
        ? null
        : refused(
            SubmitRefusal.INSUFFICIENT_FUNDS,
            "insufficient funds for gas * price + value: balance "
                + balance
                + ", tx cost "
                + cost
                + ", overshot "
                + cost.subtract(balance));
  }

  private void put(PooledTransaction candidate) {
    PooledTransaction replaced =
        bySender.computeIfAbsent(candidate.sender(), unused -> new AccountQueue()).put(candidate);
    if (replaced != null) {
      byHash.remove(replaced.hash());
    }
    byHash.put(candidate.hash(), candidate);
  }

  /** Drops the last transaction of the account furthest above its guaranteed slots, if any is. */
  private boolean makeRoomFor(EvmAddress sender) {
    AccountQueue largest = null;
    for (AccountQueue own : bySender.values()) {
      if (own.size() > rules.guaranteedSlots()
          && (largest == null || own.size() > largest.size())) {
        largest = own;
      }
    }
    if (largest == null
        || ownOf(sender).size() >= Math.min(rules.guaranteedSlots(), largest.size())) {
      return false;
    }
    remove(largest.last().hash());
    return true;
  }

  private void dropQueuedAboveLimit(EvmAddress sender) {
    AccountQueue own = ownOf(sender);
    int queued = own.queued(accounts.nonce(sender));
    for (; queued > rules.queuedPerAccount(); queued--) {
      remove(own.last().hash());
    }
  }

  private AccountQueue ownOf(EvmAddress sender) {
    AccountQueue own = bySender.get(sender);
    return own == null ? new AccountQueue() : own;
  }

  private static SubmitResult.Refused refused(SubmitRefusal refusal, String text) {
    return new SubmitResult.Refused(refusal, text);
  }
}
