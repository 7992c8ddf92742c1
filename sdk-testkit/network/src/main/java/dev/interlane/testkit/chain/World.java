package dev.interlane.testkit.chain;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Accounts, contracts and their storage, with a journal that undoes a failed call and versions that
 * undo whole blocks. Not thread-safe; its chain guards it.
 */
final class World implements Accounts {
  private final Map<EvmAddress, Account> accounts = new HashMap<>();
  private final ArrayList<Change<?>> journal = new ArrayList<>();
  private @Nullable StateChanges changes;
  private long reading = Long.MAX_VALUE;
  private long writing = Versioned.ALWAYS;

  /** From now on reads see the block {@code reading} and writes belong to {@code writing}. */
  void at(long reading, long writing) {
    this.reading = reading;
    this.writing = writing;
  }

  /** From now on {@code changes} is told what is written to stay. */
  void tell(StateChanges follower) {
    changes = follower;
  }

  /** Whether the account has a nonce, a balance or a contract. */
  boolean exists(EvmAddress address) {
    return contract(address) != null || !ledger(address).equals(Ledger.EMPTY);
  }

  void install(EvmAddress address, Contract contract) {
    if (changes != null) {
      changes.add(address);
    }
    account(address).contract = contract;
  }

  @Nullable Contract contract(EvmAddress address) {
    Account account = accounts.get(address);
    return account == null ? null : account.contract;
  }

  @Override
  public long nonce(EvmAddress address) {
    return ledger(address).nonce;
  }

  @Override
  public BigInteger balance(EvmAddress address) {
    return ledger(address).balance;
  }

  void setNonce(EvmAddress address, long nonce) {
    write(account(address).ledger, new Ledger(nonce, balance(address)));
    changed(address);
  }

  void setBalance(EvmAddress address, BigInteger balance) {
    write(account(address).ledger, new Ledger(nonce(address), balance));
    changed(address);
  }

  Bytes32 load(EvmAddress address, Bytes32 slot) {
    Account account = accounts.get(address);
    Versioned<Bytes32> cell = account == null ? null : account.storage.get(slot);
    Bytes32 word = cell == null ? null : cell.read(reading, writing);
    return word == null ? Bytes32.ZERO : word;
  }

  void store(EvmAddress address, Bytes32 slot, Bytes32 word) {
    write(account(address).storage.computeIfAbsent(slot, unused -> new Versioned<>()), word);
    if (changes != null && writing != Versioned.SCRATCH) {
      changes.add(address, slot);
    }
  }

  /** Where {@link #rollBack} can return to. */
  int checkpoint() {
    return journal.size();
  }

  void rollBack(int checkpoint) {
    for (int i = journal.size() - 1; i >= checkpoint; i--) {
      journal.remove(i).undo();
    }
  }

  /** Ends a run of writes that stay, and answers what they touched. */
  List<Versioned<?>> commit() {
    List<Versioned<?>> touched = new ArrayList<>(journal.size());
    for (Change<?> change : journal) {
      touched.add(change.cell);
    }
    journal.clear();
    return touched;
  }

  private void changed(EvmAddress address) {
    if (changes != null && writing != Versioned.SCRATCH) {
      changes.add(address);
    }
  }

  private <T> void write(Versioned<T> cell, T value) {
    journal.add(new Change<>(cell, cell.write(value, writing)));
  }

  private Ledger ledger(EvmAddress address) {
    Account account = accounts.get(address);
    Ledger ledger = account == null ? null : account.ledger.read(reading, writing);
    return ledger == null ? Ledger.EMPTY : ledger;
  }

  private Account account(EvmAddress address) {
    return accounts.computeIfAbsent(address, unused -> new Account());
  }

  private static final class Account {
    private final Versioned<Ledger> ledger = new Versioned<>();
    private final Map<Bytes32, Versioned<Bytes32>> storage = new HashMap<>();
    private @Nullable Contract contract;
  }

  private record Ledger(long nonce, BigInteger balance) {
    static final Ledger EMPTY = new Ledger(0, BigInteger.ZERO);
  }

  private record Change<T>(Versioned<T> cell, Versioned.@Nullable Version<T> before) {
    void undo() {
      cell.restore(before);
    }
  }
}
