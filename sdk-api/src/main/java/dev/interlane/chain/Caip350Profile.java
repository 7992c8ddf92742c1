package dev.interlane.chain;

import dev.interlane.primitive.Bytes;
import java.util.List;

/**
 * How one namespace writes its chain references and addresses as bytes and as text: what ERC-7930
 * and ERC-7828 leave to CAIP-350.
 *
 * <p>Methods that take text or bytes refuse with {@link IllegalArgumentException} what is not a
 * reference or address of the namespace; they are never given an empty one.
 *
 * @see <a href="https://chainagnostic.org/CAIPs/caip-350">CAIP-350</a>
 */
sealed interface Caip350Profile
    permits Eip155Profile, Bip122Profile, SolanaProfile, StarknetProfile {
  /** The two bytes that stand for the namespace in ERC-7930. */
  int chainType();

  String namespace();

  /** The reference in its canonical bytes. */
  Bytes canonicalReference(Bytes reference, Strictness strictness);

  void checkAddress(Bytes reference, Bytes address);

  String referenceText(Bytes reference);

  Bytes parseReference(String text, Strictness strictness);

  /**
   * The text of an address.
   *
   * @param reference of its chain, empty when that is not said
   * @throws IllegalStateException if the text depends on the chain and this one is unknown
   */
  String addressText(Bytes reference, Bytes address);

  Bytes parseAddress(Bytes reference, String text, Strictness strictness);

  /**
   * The CAIP-2 reference, which has at most 32 characters.
   *
   * @throws IllegalStateException if CAIP-2 cannot say it
   */
  String toCaip2(Bytes reference);

  Bytes fromCaip2(String caip2Reference);

  /** Every profile there is, by rising chain type. */
  static List<Caip350Profile> all() {
    return List.of(
        Eip155Profile.INSTANCE,
        Bip122Profile.INSTANCE,
        SolanaProfile.INSTANCE,
        StarknetProfile.INSTANCE);
  }
}
