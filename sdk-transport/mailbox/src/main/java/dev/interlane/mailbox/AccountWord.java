package dev.interlane.mailbox;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.InteroperableAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.util.Optional;

/**
 * Accounts of a chain in the 32 bytes that Hyperlane has for them: an EVM address left-padded, a
 * Cosmos one as {@link CosmosAccounts} say, another chain's address of 32 bytes as it is. Which
 * bytes that is, CAIP-350 says.
 *
 * @param chain the chain
 * @param cosmos how they are written, if it is known to be a Cosmos chain
 */
record AccountWord(ChainId chain, Optional<CosmosAccounts> cosmos) {
  /** Those of a chain of which no more is known. */
  static AccountWord on(ChainId chain) {
    return new AccountWord(chain, Optional.empty());
  }

  /**
   * The bytes of an account.
   *
   * @param field what is named when it has none
   * @throws IllegalArgumentException if there are none, or they would give back another spelling
   */
  Bytes32 of(String field, AccountId account) {
    if (chain.isEvm()) {
      return account.evmAddress().toWord();
    }
    Bytes32 word;
    try {
      word = cosmos.isPresent() ? cosmos.get().word(account.address()) : caip350(account);
    } catch (IllegalArgumentException hasNone) {
      throw new IllegalArgumentException(
          field + ": " + account + ": " + hasNone.getMessage(), hasNone);
    }
    AccountId readBack = account(word);
    if (!readBack.equals(account)) {
      throw new IllegalArgumentException(
          field + ": the bytes would give back " + readBack + " for " + account + ". Spell it so");
    }
    return word;
  }

  private static Bytes32 caip350(AccountId account) {
    Bytes address = InteroperableAddress.of(account).address();
    if (address.length() != Bytes32.LENGTH_BYTES) {
      throw new IllegalArgumentException("it has " + address.length() + " bytes, Hyperlane has 32");
    }
    return Bytes32.of(address);
  }

  /**
   * The account of these bytes.
   *
   * @throws IllegalArgumentException if the bytes are no account there
   */
  AccountId account(Bytes32 word) {
    if (chain.isEvm()) {
      return AccountId.of(chain, EvmAddress.fromWord(word));
    }
    if (cosmos.isPresent()) {
      return AccountId.of(chain, cosmos.get().address(word));
    }
    InteroperableAddress alone = InteroperableAddress.of(chain);
    return InteroperableAddress.of(alone.chainType(), alone.chainReference(), word.toBytes())
        .toAccountId();
  }
}
