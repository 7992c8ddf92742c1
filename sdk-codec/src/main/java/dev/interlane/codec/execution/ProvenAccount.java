package dev.interlane.codec.execution;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.rlp.RlpReader;
import dev.interlane.codec.trie.Trie;
import dev.interlane.codec.trie.TrieProof;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.StateProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a state proof shows under a state root: an account, or that there is none, and words of its
 * storage.
 *
 * <pre>{@code
 * ProvenAccount proven = ProvenAccount.verify(stateRoot, port.proof(hook, List.of(slot), at));
 * boolean dispatched = proven.words().get(0).equals(ONE);
 * }</pre>
 *
 * @param account the account; empty when the proof shows that the address has none
 * @param words the word of each slot that was asked for, in order; zero for a slot that is shown to
 *     be absent
 */
public record ProvenAccount(Optional<ExecutionAccount> account, List<Bytes32> words) {
  private static final int WORD_BYTES = 32;

  public ProvenAccount {
    words = List.copyOf(words);
  }

  /**
   * Checks an account proof and its storage proofs. The proof's block is not looked at: the caller
   * knows whose state root it has.
   *
   * @throws CodecException if a proof does not hold, or shows another word than it claims
   */
  public static ProvenAccount verify(Bytes32 stateRoot, StateProof proof) {
    Optional<ExecutionAccount> account = account(stateRoot, proof.account(), proof.accountProof());
    Bytes32 storageRoot = account.map(ExecutionAccount::storageRoot).orElse(Trie.EMPTY_ROOT);
    List<Bytes32> words = new ArrayList<>(proof.slots().size());
    for (StateProof.SlotProof slot : proof.slots()) {
      Bytes32 word = word(storageRoot, slot.slot(), slot.proof());
      if (!word.equals(slot.value())) {
        throw CodecException.at(
            DecodeReason.NOT_PROVEN,
            0,
            "slots[" + words.size() + "]",
            "slot " + slot.slot() + " is said to hold " + slot.value() + ", proven is " + word);
      }
      words.add(word);
    }
    return new ProvenAccount(account, words);
  }

  /**
   * The account of an address; empty when the proof shows that it has none.
   *
   * @throws CodecException if the proof does not hold
   */
  public static Optional<ExecutionAccount> account(
      Bytes32 stateRoot, EvmAddress address, List<Bytes> proof) {
    return TrieProof.verify(stateRoot, Keccak256.hash(address.toBytes()).toBytes(), proof)
        .map(ExecutionAccount::decode);
  }

  /**
   * The word in a slot; zero when the proof shows that it is absent.
   *
   * @throws CodecException if the proof does not hold
   */
  public static Bytes32 word(Bytes32 storageRoot, Bytes32 slot, List<Bytes> proof) {
    return TrieProof.verify(storageRoot, Keccak256.hash(slot.toBytes()).toBytes(), proof)
        .map(ProvenAccount::readWord)
        .orElse(Bytes32.ZERO);
  }

  /** Storage holds numbers without leading zeros, and never zero. */
  private static Bytes32 readWord(Bytes encoded) {
    Bytes number = RlpReader.bytes(encoded);
    if (number.isEmpty() || number.length() > WORD_BYTES || number.get(0) == 0) {
      throw CodecException.at(
          DecodeReason.NON_MINIMAL,
          0,
          "word",
          "expected 1 to 32 bytes without leading zeros, got " + number);
    }
    return Bytes32.leftPad(number);
  }
}
