package dev.interlane.chain;

import dev.interlane.primitive.Bytes;
import java.util.List;

/**
 * Solana clusters: the reference is the whole genesis hash (32 bytes, 32 to 44 characters of
 * base58), the address a 32-byte key.
 *
 * <p>CAIP-2 keeps only the first 32 characters of the genesis hash, and those do not say the rest.
 * From CAIP-2 the three public clusters are therefore found by their characters, and any other is
 * refused rather than completed by a guess.
 *
 * @see <a href="https://namespaces.chainagnostic.org/solana/caip350">solana, CAIP-350 profile</a>
 */
final class SolanaProfile implements Caip350Profile {
  static final SolanaProfile INSTANCE = new SolanaProfile();

  private static final int KEY_BYTES = 32;
  private static final int MAX_KEY_CHARS = 44;
  private static final int CAIP2_CHARS = 32;

  /** Genesis hashes of mainnet-beta, devnet and testnet. */
  private static final List<String> PUBLIC_CLUSTERS =
      List.of(
          "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d",
          "EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG",
          "4uhcVJyU9pJkvQyS88uRDiswHXSCkY3zQawwpjk2NsNY");

  private SolanaProfile() {}

  @Override
  public int chainType() {
    return 0x0002;
  }

  @Override
  public String namespace() {
    return "solana";
  }

  @Override
  public Bytes canonicalReference(Bytes reference, Strictness strictness) {
    if (reference.length() != KEY_BYTES) {
      throw new IllegalArgumentException(
          "A solana chain reference is the 32-byte genesis hash, got "
              + reference.length()
              + " bytes: "
              + reference);
    }
    return reference;
  }

  @Override
  public void checkAddress(Bytes reference, Bytes address) {
    if (address.length() != KEY_BYTES) {
      throw new IllegalArgumentException(
          "A solana address has 32 bytes, got " + address.length() + " bytes: " + address);
    }
  }

  @Override
  public String referenceText(Bytes reference) {
    return Base58.encode(reference);
  }

  @Override
  public Bytes parseReference(String text, Strictness strictness) {
    Bytes hash = parseKey("A solana chain reference", text);
    if (hash.length() != KEY_BYTES) {
      throw new IllegalArgumentException(
          "A solana chain reference is the whole genesis hash, 32 bytes in base58, got "
              + hash.length()
              + " bytes: "
              + ShownText.of(text)
              + (text.length() == CAIP2_CHARS ? ". Is it CAIP-2's first 32 characters?" : ""));
    }
    return hash;
  }

  @Override
  public String addressText(Bytes reference, Bytes address) {
    return Base58.encode(address);
  }

  @Override
  public Bytes parseAddress(Bytes reference, String text, Strictness strictness) {
    Bytes key = parseKey("A solana address", text);
    if (key.length() != KEY_BYTES) {
      throw new IllegalArgumentException(
          "A solana address has 32 bytes in base58, got "
              + key.length()
              + " bytes: "
              + ShownText.of(text));
    }
    return key;
  }

  @Override
  public String toCaip2(Bytes reference) {
    return referenceText(reference).substring(0, CAIP2_CHARS);
  }

  @Override
  public Bytes fromCaip2(String caip2Reference) {
    for (String genesisHash : PUBLIC_CLUSTERS) {
      if (caip2Reference.equals(genesisHash.substring(0, CAIP2_CHARS))) {
        return Base58.decode(genesisHash);
      }
    }
    throw new IllegalArgumentException(
        "solana:"
            + caip2Reference
            + " has only the first characters of a genesis hash, and not of a public cluster's;"
            + " ERC-7930 needs all of it. Parse the address as text instead, <address>@solana:<whole genesis hash>");
  }

  private static Bytes parseKey(String what, String text) {
    if (text.length() > MAX_KEY_CHARS) {
      throw new IllegalArgumentException(
          what + " has at most 44 characters, got " + ShownText.of(text));
    }
    return Base58.decode(text);
  }
}
