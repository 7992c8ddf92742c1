package dev.interlane.chain;

import dev.interlane.primitive.Bytes;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * Starknet chains: the reference is the name in ASCII, such as {@code SN_MAIN}, the address a
 * 32-byte field element, in text 64 hex digits with the checksum of EIP-55 over all of them.
 *
 * <p>A mixed-case address is taken without looking at its checksum: addresses in circulation, the
 * profile's own example among them, do not carry EIP-55's.
 *
 * @see <a href="https://namespaces.chainagnostic.org/starknet/caip350">starknet, CAIP-350
 *     profile</a>
 */
final class StarknetProfile implements Caip350Profile {
  static final StarknetProfile INSTANCE = new StarknetProfile();

  private static final int ADDRESS_BYTES = 32;
  private static final BigInteger FIELD_PRIME =
      BigInteger.TWO
          .pow(251)
          .add(BigInteger.TWO.pow(192).multiply(BigInteger.valueOf(17)))
          .add(BigInteger.ONE);
  private static final Pattern NAME = Pattern.compile("[-_a-zA-Z0-9]{1,32}");
  private static final Pattern FULL_ADDRESS = Pattern.compile("0x[0-9a-fA-F]{64}");
  private static final Pattern SHORT_ADDRESS = Pattern.compile("0x[0-9a-fA-F]{1,64}");

  private StarknetProfile() {}

  @Override
  public int chainType() {
    return 0x0003;
  }

  @Override
  public String namespace() {
    return "starknet";
  }

  @Override
  public Bytes canonicalReference(Bytes reference, Strictness strictness) {
    return parseReference(reference.toUtf8(), strictness);
  }

  @Override
  public void checkAddress(Bytes reference, Bytes address) {
    if (address.length() != ADDRESS_BYTES) {
      throw new IllegalArgumentException(
          "A starknet address has 32 bytes, got " + address.length() + " bytes: " + address);
    }
    if (new BigInteger(1, address.toArray()).compareTo(FIELD_PRIME) >= 0) {
      throw new IllegalArgumentException(
          "A starknet address is a field element, less than 2^251 + 17 * 2^192 + 1, got "
              + address);
    }
  }

  @Override
  public String referenceText(Bytes reference) {
    return reference.toUtf8();
  }

  @Override
  public Bytes parseReference(String text, Strictness strictness) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "A starknet chain reference is 1 to 32 of [-_a-zA-Z0-9], got " + ShownText.of(text));
    }
    return Bytes.fromUtf8(text);
  }

  @Override
  public String addressText(Bytes reference, Bytes address) {
    return "0x" + Eip55.mixedCase(address.toHex().substring(2));
  }

  @Override
  public Bytes parseAddress(Bytes reference, String text, Strictness strictness) {
    if (!(strictness == Strictness.STRICT ? FULL_ADDRESS : SHORT_ADDRESS).matcher(text).matches()) {
      throw new IllegalArgumentException(
          "A starknet address is 0x and 64 hex digits (fewer with Strictness.LENIENT), got "
              + ShownText.of(text));
    }
    Bytes address =
        Bytes.fromHex("0".repeat(2 + 2 * ADDRESS_BYTES - text.length()) + text.substring(2));
    checkAddress(reference, address);
    return address;
  }

  @Override
  public String toCaip2(Bytes reference) {
    return referenceText(reference);
  }

  @Override
  public Bytes fromCaip2(String caip2Reference) {
    return parseReference(caip2Reference, Strictness.STRICT);
  }
}
