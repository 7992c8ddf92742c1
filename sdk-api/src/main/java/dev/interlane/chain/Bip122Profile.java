package dev.interlane.chain;

import dev.interlane.primitive.Bytes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Bitcoin and its like: the reference is the first 16 bytes of the genesis hash, the address a
 * tagged payload without checksum.
 *
 * <pre>
 * 01  version(1)  script hash(20)          pay to script hash, base58 in text
 * 02  version(1)  program(20 or 32)        witness program, bech32 or bech32m in text
 * </pre>
 *
 * <p>The text of an address depends on the network's prefixes. They are known for the networks of
 * the profile (Bitcoin, its testnet, Litecoin); addresses of other networks exist as bytes only.
 * Legacy addresses (P2PKH) are outside the profile.
 *
 * @see <a href="https://namespaces.chainagnostic.org/bip122/caip350">bip122, CAIP-350 profile</a>
 */
final class Bip122Profile implements Caip350Profile {
  static final Bip122Profile INSTANCE = new Bip122Profile();

  private static final int REFERENCE_BYTES = 16;
  private static final int SCRIPT_HASH = 0x01;
  private static final int SCRIPT_HASH_BYTES = 22;
  private static final int WITNESS = 0x02;
  private static final int MAX_SCRIPT_HASH_CHARS = 36;
  private static final Pattern LOWER_HEX = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{32}");

  private record Network(
      String name, String reference, int scriptHashVersion, String witnessPrefix) {}

  private static final List<Network> NETWORKS =
      List.of(
          new Network("Bitcoin", "000000000019d6689c085ae165831e93", 0x05, "bc"),
          new Network("Bitcoin testnet", "000000000933ea01ad0ee984209779ba", 0xc4, "tb"),
          new Network("Litecoin", "12a765e31ffd4059bada1e25190f6e98", 0x32, "ltc"));

  private Bip122Profile() {}

  @Override
  public int chainType() {
    return 0x0001;
  }

  @Override
  public String namespace() {
    return "bip122";
  }

  @Override
  public Bytes canonicalReference(Bytes reference, Strictness strictness) {
    if (reference.length() != REFERENCE_BYTES) {
      throw new IllegalArgumentException(
          "A bip122 chain reference is the first 16 bytes of the genesis hash, got "
              + reference.length()
              + " bytes: "
              + reference);
    }
    return reference;
  }

  @Override
  public void checkAddress(Bytes reference, Bytes address) {
    int type = address.get(0);
    if (type == SCRIPT_HASH && address.length() == SCRIPT_HASH_BYTES) {
      find(reference).ifPresent(network -> checkVersion(network, address));
    } else if (type == WITNESS && address.length() > 2) {
      witness("", address);
    } else {
      throw new IllegalArgumentException(
          "A bip122 address is 01 and 21 bytes (script hash) or 02, a version and 20 or 32 bytes (witness), got "
              + address);
    }
  }

  @Override
  public String referenceText(Bytes reference) {
    return reference.toHex().substring(2);
  }

  @Override
  public Bytes parseReference(String text, Strictness strictness) {
    if (!(strictness == Strictness.STRICT ? LOWER_HEX : HEX).matcher(text).matches()) {
      throw new IllegalArgumentException(
          "A bip122 chain reference is 32 lower-case hex digits, got " + ShownText.of(text));
    }
    return Bytes.fromHex(text);
  }

  @Override
  public String addressText(Bytes reference, Bytes address) {
    Network network =
        find(reference)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Address " + address + " has no text: " + unknown(reference)));
    return address.get(0) == SCRIPT_HASH
        ? Base58.encodeChecked(address.slice(1))
        : witness(network.witnessPrefix(), address).toString();
  }

  @Override
  public Bytes parseAddress(Bytes reference, String text, Strictness strictness) {
    Network network =
        find(reference)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Cannot read " + ShownText.of(text) + ": " + unknown(reference)));
    String spelled =
        strictness == Strictness.LENIENT && text.equals(text.toUpperCase(Locale.ROOT))
            ? text.toLowerCase(Locale.ROOT)
            : text;
    if (spelled.startsWith(network.witnessPrefix() + "1")) {
      SegwitAddress segwit = SegwitAddress.parse(network.witnessPrefix(), spelled);
      return Bytes.concat(Bytes.of((byte) WITNESS, (byte) segwit.version()), segwit.program());
    }
    if (text.length() > MAX_SCRIPT_HASH_CHARS) {
      throw new IllegalArgumentException(
          "An address of "
              + network.name()
              + " is base58 of up to 36 characters, or "
              + network.witnessPrefix()
              + "1 and bech32, got "
              + ShownText.of(text));
    }
    Bytes address = Bytes.concat(Bytes.of((byte) SCRIPT_HASH), Base58.decodeChecked(text));
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

  private static SegwitAddress witness(String prefix, Bytes address) {
    return new SegwitAddress(prefix, address.get(1), address.slice(2));
  }

  private static void checkVersion(Network network, Bytes address) {
    int version = address.get(1) & 0xff;
    if (version != network.scriptHashVersion()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "A script hash address of %s has version 0x%02x, got 0x%02x: another network's address, or a legacy one",
              network.name(),
              network.scriptHashVersion(),
              version));
    }
  }

  private static Optional<Network> find(Bytes reference) {
    String hex = reference.toHex().substring(2);
    return NETWORKS.stream().filter(network -> network.reference().equals(hex)).findFirst();
  }

  private static String unknown(Bytes reference) {
    return reference.isEmpty()
        ? "a bip122 address is written with its network's prefix, and no chain is given"
        : "the address prefixes of bip122:"
            + reference.toHex().substring(2)
            + " are not known here";
  }
}
