package dev.interlane.mailbox;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.InteroperableAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;

/**
 * Accounts in the 32 bytes that Hyperlane has for them: an EVM address left-padded, another chain's
 * address of 32 bytes as it is. Which bytes an address is, CAIP-350 says.
 */
final class AccountWord {
  private AccountWord() {}

  static Bytes32 of(String field, AccountId account) {
    if (account.chain().isEvm()) {
      return account.evmAddress().toWord();
    }
    Bytes address;
    try {
      address = InteroperableAddress.of(account).address();
    } catch (IllegalArgumentException hasNone) {
      throw new IllegalArgumentException(field + ": " + hasNone.getMessage(), hasNone);
    }
    if (address.length() != Bytes32.LENGTH_BYTES) {
      throw new IllegalArgumentException(
          field + ": " + account + " has " + address.length() + " bytes, Hyperlane has 32");
    }
    Bytes32 word = Bytes32.of(address);
    AccountId readBack = account(account.chain(), word);
    if (!readBack.equals(account)) {
      throw new IllegalArgumentException(
          field + ": the bytes would give back " + readBack + " for " + account + ". Spell it so");
    }
    return word;
  }

  /**
   * The account on a chain.
   *
   * @throws IllegalArgumentException if the bytes are no account there
   */
  static AccountId account(ChainId chain, Bytes32 word) {
    if (chain.isEvm()) {
      return AccountId.of(chain, EvmAddress.fromWord(word));
    }
    InteroperableAddress alone = InteroperableAddress.of(chain);
    return InteroperableAddress.of(alone.chainType(), alone.chainReference(), word.toBytes())
        .toAccountId();
  }
}
