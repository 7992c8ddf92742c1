package dev.interlane.codec.execution;

import dev.interlane.codec.rlp.Rlp;
import dev.interlane.codec.rlp.RlpReader;
import dev.interlane.codec.trie.Trie;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.math.BigInteger;

/**
 * An account as the state trie holds it, at the key keccak256(address): the list of these four.
 *
 * @param accountNonce the transactions it sent, or the contracts it created and one; 0 to 2^63 - 1
 * @param balanceWei its balance, 0 to 2^256 - 1
 * @param storageRoot the root of its storage: keccak256(slot) to the RLP of the word's number
 * @param codeHash keccak256 of its code
 */
public record ExecutionAccount(
    long accountNonce, BigInteger balanceWei, Bytes32 storageRoot, Bytes32 codeHash) {
  /** The hash of no code: of an account that is no contract. */
  public static final Bytes32 NO_CODE_HASH = Keccak256.hash(Bytes.EMPTY);

  private static final int WORD_BYTES = 32;

  public ExecutionAccount {
    if (accountNonce < 0 || balanceWei.signum() < 0 || balanceWei.bitLength() > 8 * WORD_BYTES) {
      throw new IllegalArgumentException(
          "An account's nonce and balance are unsigned, of 63 and 256 bits, got "
              + accountNonce
              + " and "
              + balanceWei);
    }
  }

  /** An account without code and storage. */
  public static ExecutionAccount withoutCode(long accountNonce, BigInteger balanceWei) {
    return new ExecutionAccount(accountNonce, balanceWei, Trie.EMPTY_ROOT, NO_CODE_HASH);
  }

  /**
   * Reads an account.
   *
   * @throws CodecException if it is not the canonical RLP of one
   */
  public static ExecutionAccount decode(Bytes encoded) {
    RlpReader in = RlpReader.list(encoded);
    ExecutionAccount account =
        new ExecutionAccount(
            in.number("accountNonce"),
            in.number("balanceWei", WORD_BYTES),
            Bytes32.of(in.bytes("storageRoot", Bytes32.LENGTH_BYTES)),
            Bytes32.of(in.bytes("codeHash", Bytes32.LENGTH_BYTES)));
    in.end();
    return account;
  }

  /** The RLP that the state trie holds. */
  public Bytes encode() {
    return Rlp.list(
        Rlp.number(accountNonce),
        Rlp.number(balanceWei),
        Rlp.bytes(storageRoot.toBytes()),
        Rlp.bytes(codeHash.toBytes()));
  }
}
