package dev.interlane.testkit.chain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one account has waiting, by account nonce. */
final class AccountQueue {
  private final TreeMap<Long, PooledTransaction> byNonce = new TreeMap<>();
  private BigInteger cost = BigInteger.ZERO;

  // The nonces from runStart to before runEnd are all there.
  private long runStart;
  private long runEnd;

  /** Puts a transaction in its place; answers the one it took it from. */
  @Nullable PooledTransaction put(PooledTransaction transaction) {
    PooledTransaction replaced = byNonce.put(transaction.accountNonce(), transaction);
    cost = cost.add(transaction.costWei());
    if (replaced != null) {
      cost = cost.subtract(replaced.costWei());
    }
    return replaced;
  }

  void remove(PooledTransaction transaction) {
    byNonce.remove(transaction.accountNonce());
    cost = cost.subtract(transaction.costWei());
    if (transaction.accountNonce() < runEnd) {
      runEnd = Math.max(runStart, transaction.accountNonce());
    }
  }

  @Nullable PooledTransaction at(long accountNonce) {
    return byNonce.get(accountNonce);
  }

  PooledTransaction last() {
    return byNonce.lastEntry().getValue();
  }

  List<PooledTransaction> before(long accountNonce) {
    return List.copyOf(byNonce.headMap(accountNonce, false).values());
  }

  int size() {
    return byNonce.size();
  }

  boolean isEmpty() {
    return byNonce.isEmpty();
  }

  /** The most that all of them together can take. */
  BigInteger costWei() {
    return cost;
  }

  /** The nonce after all that could run now, of an account that sends {@code next} next. */
  long nextNonce(long next) {
    if (next < runStart || next > runEnd) {
      runEnd = next;
    }
    runStart = next;
    while (byNonce.containsKey(runEnd)) {
      runEnd++;
    }
    return runEnd;
  }

  /** How many wait behind a gap. */
  int queued(long next) {
    long end = nextNonce(next);
    return byNonce.isEmpty() || byNonce.lastKey() < end ? 0 : byNonce.tailMap(end, true).size();
  }

  /** What could run now, in the order of nonces. */
  List<PooledTransaction> executable(long next) {
    List<PooledTransaction> run = new ArrayList<>();
    for (PooledTransaction one = byNonce.get(next); one != null; one = byNonce.get(++next)) {
      run.add(one);
    }
    return run;
  }
}
