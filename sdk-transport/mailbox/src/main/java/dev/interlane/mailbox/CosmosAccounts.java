package dev.interlane.mailbox;

import dev.interlane.chain.Bech32;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.util.regex.Pattern;

/**
 * How accounts of one Cosmos chain are written, and which 32 bytes they are for Hyperlane:
 *
 * <pre>
 * celestia1...  20 bytes in bech32   an account, left-padded with zeros
 * neutron1...   32 bytes in bech32   a contract, as it is
 * 0x7268...     32 bytes in hex      what Hyperlane's module names by an id, as it is
 * </pre>
 *
 * <p>A word that begins with twelve zeros is read as an account of 20 bytes, as by Hyperlane's own
 * tools. Immutable.
 *
 * @param prefix of the chain's addresses, such as {@code celestia}
 * @param recipients what 32 bytes are there
 * @see <a href="https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki">BIP-173</a>
 */
public record CosmosAccounts(String prefix, Recipients recipients) {
  private static final int ACCOUNT_BYTES = 20;
  private static final int PADDING_BYTES = Bytes32.LENGTH_BYTES - ACCOUNT_BYTES;
  private static final Bytes PADDING = Bytes32.ZERO.toBytes().slice(0, PADDING_BYTES);
  private static final Pattern ID = Pattern.compile("0x[0-9a-f]{64}");

  /** What 32 bytes are on a chain. */
  public enum Recipients {
    /** Contracts, in bech32: Hyperlane is there as CosmWasm contracts. */
    CONTRACTS,
    /** Ids in hex: Hyperlane is there as a module of the chain. */
    MODULE_IDS
  }

  /** Checks the prefix. */
  public CosmosAccounts {
    try {
      Bech32.of(Bech32.Variant.BECH32, prefix, Bytes32.ZERO.toBytes());
    } catch (IllegalArgumentException none) {
      throw new IllegalArgumentException(
          "A Cosmos chain's prefix is that of its addresses: " + none.getMessage(), none);
    }
  }

  /**
   * The bytes of an address.
   *
   * @throws IllegalArgumentException if it is none of this chain
   */
  Bytes32 word(String address) {
    if (ID.matcher(address).matches()) {
      return Bytes32.fromHex(address);
    }
    Bech32 text = Bech32.parse(address);
    if (text.variant() != Bech32.Variant.BECH32 || !text.prefix().equals(prefix)) {
      throw new IllegalArgumentException(
          "addresses of this chain are bech32 and begin with "
              + prefix
              + "1, this is "
              + text.variant()
              + " with "
              + text.prefix()
              + "1. Is it one of another chain?");
    }
    Bytes bytes = text.bytes();
    if (bytes.length() != ACCOUNT_BYTES && bytes.length() != Bytes32.LENGTH_BYTES) {
      throw new IllegalArgumentException(
          "an address has 20 or 32 bytes, this one has " + bytes.length());
    }
    return Bytes32.leftPad(bytes);
  }

  /** The address of these bytes. */
  String address(Bytes32 word) {
    Bytes bytes = word.toBytes();
    if (bytes.slice(0, PADDING_BYTES).equals(PADDING)) {
      return bech32(bytes.slice(PADDING_BYTES));
    }
    return switch (recipients) {
      case CONTRACTS -> bech32(bytes);
      case MODULE_IDS -> word.toHex();
    };
  }

  private String bech32(Bytes bytes) {
    return Bech32.of(Bech32.Variant.BECH32, prefix, bytes).toString();
  }
}
