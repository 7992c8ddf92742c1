package dev.interlane.devnet;

import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes32;

/**
 * An account with its key, of use on a devnet only: everybody can know the key. The text of an
 * account shows the address alone.
 *
 * @param address the account's address
 * @param privateKey its secp256k1 key
 */
public record DevnetAccount(EvmAddress address, Bytes32 privateKey) {
  @Override
  public String toString() {
    return address.toString();
  }
}
