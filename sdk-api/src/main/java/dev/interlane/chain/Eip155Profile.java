package dev.interlane.chain;

import dev.interlane.primitive.Bytes;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * EVM chains: the reference is the EIP-155 chain id in the fewest big-endian bytes, the address is
 * 20 bytes, in text with its EIP-55 checksum.
 *
 * <p>Chain id 0 is refused: its fewest bytes are none, which says "no chain".
 *
 * @see <a href="https://namespaces.chainagnostic.org/eip155/caip350">eip155, CAIP-350 profile</a>
 */
final class Eip155Profile implements Caip350Profile {
  static final Eip155Profile INSTANCE = new Eip155Profile();

  private static final int MAX_CHAIN_ID_BYTES = 32;
  private static final int MAX_CAIP2_DIGITS = 32;
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,78}");

  private Eip155Profile() {}

  @Override
  public int chainType() {
    return 0x0000;
  }

  @Override
  public String namespace() {
    return ChainId.EIP155;
  }

  @Override
  public Bytes canonicalReference(Bytes reference, Strictness strictness) {
    BigInteger chainId = new BigInteger(1, reference.toArray());
    Bytes canonical = minimalBytes(chainId, reference.toString());
    if (strictness == Strictness.STRICT && !canonical.equals(reference)) {
      throw new IllegalArgumentException(
          "An eip155 chain reference has no leading zero bytes: expected "
              + canonical
              + ", got "
              + reference
              + ". Strictness.LENIENT drops them");
    }
    return canonical;
  }

  @Override
  public void checkAddress(Bytes reference, Bytes address) {
    EvmAddress.of(address);
  }

  @Override
  public String referenceText(Bytes reference) {
    return new BigInteger(1, reference.toArray()).toString();
  }

  @Override
  public Bytes parseReference(String text, Strictness strictness) {
    if (!DECIMAL.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "An eip155 chain reference is a decimal chain id of up to 78 digits, got "
              + ShownText.of(text));
    }
    BigInteger chainId = new BigInteger(text);
    if (strictness == Strictness.STRICT && !chainId.toString().equals(text)) {
      throw new IllegalArgumentException(
          "An eip155 chain reference has no leading zeros: expected '"
              + chainId
              + "', got '"
              + text
              + "'. Strictness.LENIENT drops them");
    }
    return minimalBytes(chainId, text);
  }

  @Override
  public String addressText(Bytes reference, Bytes address) {
    return EvmAddress.of(address).toString();
  }

  @Override
  public Bytes parseAddress(Bytes reference, String text, Strictness strictness) {
    return EvmAddress.parse(text, strictness).toBytes();
  }

  @Override
  public String toCaip2(Bytes reference) {
    String digits = referenceText(reference);
    if (digits.length() > MAX_CAIP2_DIGITS) {
      // The profile would cut it to its first 32 digits, which is the chain id of another chain.
      throw new IllegalStateException(
          "EVM chain id " + digits + " has " + digits.length() + " digits, CAIP-2 holds 32");
    }
    return digits;
  }

  @Override
  public Bytes fromCaip2(String caip2Reference) {
    return parseReference(caip2Reference, Strictness.STRICT);
  }

  private static Bytes minimalBytes(BigInteger chainId, String shown) {
    if (chainId.signum() == 0) {
      throw new IllegalArgumentException("EVM chain id 0 has no form in ERC-7930, got " + shown);
    }
    int length = (chainId.bitLength() + 7) / 8;
    if (length > MAX_CHAIN_ID_BYTES) {
      throw new IllegalArgumentException(
          "An EVM chain id has at most 256 bits, got "
              + chainId.bitLength()
              + " bits: "
              + ShownText.of(shown));
    }
    byte[] signed = chainId.toByteArray();
    return Bytes.copyOf(signed, signed.length - length, length);
  }
}
