package dev.interlane.testkit.chain;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.execution.ExecutionAccount;
import dev.interlane.codec.rlp.Rlp;
import dev.interlane.codec.rlp.RlpReader;
import dev.interlane.codec.trie.Trie;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.StateProof;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The state trie after one block, with the storage tries below it. Immutable; what a block did not
 * change is shared with the one before.
 */
final class CommittedState {
  static final CommittedState EMPTY = new CommittedState(Trie.empty(), Map.of());

  private final Trie accounts;
  private final Map<EvmAddress, Trie> storages;

  private CommittedState(Trie accounts, Map<EvmAddress, Trie> storages) {
    this.accounts = accounts;
    this.storages = storages;
  }

  /** This state with what changed read anew from the world. */
  CommittedState updated(World world, StateChanges changes) {
    Changing changing = new Changing(world, accounts, new HashMap<>(storages));
    changes.forEach(changing::update);
    return new CommittedState(changing.accounts, changing.storages);
  }

  Bytes32 root() {
    return accounts.root();
  }

  StateProof proof(BlockRef block, EvmAddress account, List<Bytes32> slots) {
    Trie storage = storages.getOrDefault(account, Trie.empty());
    List<StateProof.SlotProof> proofs = new ArrayList<>(slots.size());
    for (Bytes32 slot : slots) {
      Bytes key = key(slot.toBytes());
      Bytes32 word =
          storage
              .get(key)
              .map(number -> Bytes32.leftPad(RlpReader.bytes(number)))
              .orElse(Bytes32.ZERO);
      proofs.add(new StateProof.SlotProof(slot, word, storage.proof(key)));
    }
    return new StateProof(block, account, accounts.proof(key(account.toBytes())), proofs);
  }

  /** Tries hash their keys, so that nobody can choose how deep they get. */
  private static Bytes key(Bytes plain) {
    return Keccak256.hash(plain).toBytes();
  }

  private static Trie with(Trie trie, Bytes key, Bytes value) {
    return trie.get(key).filter(value::equals).isPresent() ? trie : trie.put(key, value);
  }

  private static final class Changing {
    private final World world;
    private final Map<EvmAddress, Trie> storages;
    private Trie accounts;

    Changing(World world, Trie accounts, Map<EvmAddress, Trie> storages) {
      this.world = world;
      this.accounts = accounts;
      this.storages = storages;
    }

    void update(EvmAddress account, Set<Bytes32> slots) {
      Trie storage = storages.getOrDefault(account, Trie.empty());
      for (Bytes32 slot : slots) {
        Bytes32 word = world.load(account, slot);
        Bytes key = key(slot.toBytes());
        storage =
            word.isZero() ? storage.remove(key) : with(storage, key, Rlp.number(word.toUnsigned()));
      }
      if (storage.isEmpty()) {
        storages.remove(account);
      } else {
        storages.put(account, storage);
      }
      Bytes key = key(account.toBytes());
      accounts =
          world.exists(account)
              ? with(accounts, key, account(account, storage).encode())
              : accounts.remove(key);
    }

    private ExecutionAccount account(EvmAddress address, Trie storage) {
      Contract contract = world.contract(address);
      return new ExecutionAccount(
          world.nonce(address),
          world.balance(address),
          storage.root(),
          contract == null ? ExecutionAccount.NO_CODE_HASH : Keccak256.hash(contract.code()));
    }
  }
}
