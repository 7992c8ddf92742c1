package dev.interlane.chain;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Keccak256;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An account, or a chain alone, or an account whose chain goes without saying, in the binary form
 * that contracts exchange: ERC-7930 version 1. Its text is {@code <address>@<chain>#<checksum>} of
 * ERC-7828.
 *
 * <pre>
 * offset  size  field
 * 0       2     version                 0x0001, big-endian
 * 2       2     chain type              CAIP-350: 0000 eip155, 0001 bip122, 0002 solana, 0003 starknet
 * 4       1     chain reference length  r, may be 0
 * 5       r     chain reference         eip155: chain id in the fewest big-endian bytes; solana: whole genesis hash
 * 5+r     1     address length          a, may be 0, though not both
 * 6+r     a     address                 eip155: 20 bytes; solana, starknet: 32 bytes
 * </pre>
 *
 * <p>It is met where a message leaves the JVM: ERC-7786 senders and recipients, and the text that
 * people copy. Elsewhere {@link AccountId} is the type to use. A chain type that CAIP-350 does not
 * list (yet) is carried as it is and has no text. Equal by content; strict reading admits one
 * encoding per value, so equal values have equal bytes. Thread-safe.
 *
 * <pre>{@code
 * InteroperableAddress vault = InteroperableAddress.of(AccountId.parse("eip155:1:0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045"));
 * Bytes recipient = vault.encode();   // 0x00010000010114d8da6bf26964af9d7eed9e03e53415d37aa96045
 * String shown = vault.toString();    // 0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045@eip155:1#4CA88C9C
 * }</pre>
 *
 * @see <a href="https://eips.ethereum.org/EIPS/eip-7930">ERC-7930</a>
 * @see <a href="https://eips.ethereum.org/EIPS/eip-7828">ERC-7828</a>
 * @see <a href="https://chainagnostic.org/CAIPs/caip-350">CAIP-350</a>
 */
public final class InteroperableAddress {
  /** The greatest length of either part, 255 bytes. */
  public static final int MAX_PART_BYTES = 255;

  private static final int VERSION = 0x0001;
  private static final int VERSION_BYTES = 2;
  private static final int TYPE_AT = 2;
  private static final int REFERENCE_LENGTH_AT = 4;
  private static final int REFERENCE_AT = 5;
  private static final int FIXED_BYTES = 6;
  private static final int CHECKSUM_BYTES = 4;

  private final int chainType;
  private final Bytes chainReference;
  private final Bytes address;

  private InteroperableAddress(int chainType, Bytes chainReference, Bytes address) {
    this.chainType = chainType;
    this.chainReference = chainReference;
    this.address = address;
  }

  /**
   * The chain alone.
   *
   * @throws IllegalArgumentException if CAIP-350 gives the namespace no chain type, or a {@code
   *     solana} chain is not one of the public clusters: CAIP-2 keeps 32 characters of a genesis
   *     hash, the binary form needs all, so {@link #parse} its text
   */
  public static InteroperableAddress of(ChainId chain) {
    Caip350Profile profile = requireProfile(chain.namespace(), chain.toString());
    return new InteroperableAddress(
        profile.chainType(), profile.fromCaip2(chain.reference()), Bytes.EMPTY);
  }

  /**
   * The account with its chain.
   *
   * @throws IllegalArgumentException if the chain has no binary form, see {@link #of(ChainId)}, or
   *     the address is not one of its namespace
   */
  public static InteroperableAddress of(AccountId account) {
    ChainId chain = account.chain();
    Caip350Profile profile = requireProfile(chain.namespace(), account.toString());
    Bytes reference = profile.fromCaip2(chain.reference());
    return new InteroperableAddress(
        profile.chainType(),
        reference,
        profile.parseAddress(reference, account.address(), Strictness.STRICT));
  }

  /**
   * The parts as they stand in the binary form; at most one of the two may be empty.
   *
   * @param chainType the CAIP-350 key, 0 to 0xffff
   * @throws IllegalArgumentException if a part is too long, both are empty, or a part is not
   *     canonical for its chain type
   */
  public static InteroperableAddress of(int chainType, Bytes chainReference, Bytes address) {
    return of(chainType, chainReference, address, Strictness.STRICT);
  }

  private static InteroperableAddress of(
      int chainType, Bytes reference, Bytes address, Strictness strictness) {
    if (chainType < 0 || chainType > 0xffff) {
      throw new IllegalArgumentException("An ERC-7930 chain type is two bytes, got " + chainType);
    }
    checkLength("chain reference", reference);
    checkLength("address", address);
    if (reference.isEmpty() && address.isEmpty()) {
      throw new IllegalArgumentException(
          "An ERC-7930 address needs a chain reference or an address, and both are empty");
    }
    Optional<Caip350Profile> profile = findProfile(chainType);
    Bytes canonical = reference.compact();
    if (profile.isPresent() && !reference.isEmpty()) {
      canonical = profile.get().canonicalReference(canonical, strictness);
    }
    if (profile.isPresent() && !address.isEmpty()) {
      profile.get().checkAddress(canonical, address);
    }
    return new InteroperableAddress(chainType, canonical, address.compact());
  }

  /**
   * Reads the binary form, in its one canonical encoding.
   *
   * @throws IllegalArgumentException if the bytes are anything else; the message says at which
   *     offset
   */
  public static InteroperableAddress decode(Bytes bytes) {
    return decode(bytes, Strictness.STRICT);
  }

  /**
   * Reads the binary form. {@link Strictness#LENIENT} drops bytes after the address and leading
   * zeros of an {@code eip155} reference; {@link #encode} of the result is canonical again.
   *
   * @throws IllegalArgumentException if the bytes are truncated, of another version, without both
   *     parts, or a part does not fit its chain type; when strict, also if they are not canonical
   */
  public static InteroperableAddress decode(Bytes bytes, Strictness strictness) {
    int length = bytes.length();
    if (length < FIXED_BYTES) {
      throw new IllegalArgumentException(
          "An ERC-7930 address has at least 6 bytes, got " + length + ": " + bytes);
    }
    int version = uint16(bytes, 0);
    if (version != VERSION) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "ERC-7930 version at offset 0 must be 0x0001, got 0x%04x", version));
    }
    int addressLengthAt = REFERENCE_AT + uint8(bytes, REFERENCE_LENGTH_AT);
    if (addressLengthAt >= length) {
      throw truncated("chain reference", REFERENCE_LENGTH_AT, bytes);
    }
    int addressAt = addressLengthAt + 1;
    int end = addressAt + uint8(bytes, addressLengthAt);
    if (end > length) {
      throw truncated("address", addressLengthAt, bytes);
    }
    if (end < length && strictness == Strictness.STRICT) {
      throw new IllegalArgumentException(
          "The ERC-7930 address ends at offset "
              + end
              + " and "
              + (length - end)
              + " bytes follow. Strictness.LENIENT drops them");
    }
    return of(
        uint16(bytes, TYPE_AT),
        bytes.slice(REFERENCE_AT, addressLengthAt - REFERENCE_AT),
        bytes.slice(addressAt, end - addressAt),
        strictness);
  }

  /**
   * Reads {@code <address>@<chain>#<checksum>}, where the checksum may be missing and must be right
   * when it is there.
   *
   * <p>The chain is CAIP-350 text such as {@code eip155:1}, or a namespace alone. Names that only a
   * registry resolves ({@code alice.eth}, {@code base}) are refused: nothing here asks a chain.
   *
   * @throws IllegalArgumentException if the text has another form, or a part of it or the checksum
   *     is wrong
   */
  public static InteroperableAddress parse(String text) {
    return parse(text, Strictness.STRICT);
  }

  /**
   * Reads {@code <address>@<chain>#<checksum>}. {@link Strictness#LENIENT} forgives letter case (of
   * the checksum, of an EVM address, of hex digits), leading zeros of an {@code eip155} chain id,
   * and missing ones of a {@code starknet} address; never a wrong checksum.
   *
   * @throws IllegalArgumentException if the text has another form, or a part of it or the checksum
   *     is wrong
   */
  public static InteroperableAddress parse(String text, Strictness strictness) {
    InteroperableName name = InteroperableName.parse(text, strictness);
    Caip350Profile profile = requireProfile(name.namespace(), text);
    Bytes reference =
        name.reference().isEmpty()
            ? Bytes.EMPTY
            : profile.parseReference(name.reference(), strictness);
    Bytes address =
        name.address().isEmpty()
            ? Bytes.EMPTY
            : profile.parseAddress(reference, name.address(), strictness);
    InteroperableAddress parsed = of(profile.chainType(), reference, address);
    if (!name.checksum().isEmpty() && !name.checksum().equals(parsed.checksum())) {
      throw new IllegalArgumentException(
          "Checksum of "
              + ShownText.of(text)
              + " is "
              + name.checksum()
              + ", its address and chain give "
              + parsed.checksum()
              + ". Check all three for a typing error");
    }
    return parsed;
  }

  /** The binary form. */
  public Bytes encode() {
    return Bytes.generate(
        FIXED_BYTES + chainReference.length() + address.length(),
        target -> {
          target[1] = (byte) VERSION;
          target[TYPE_AT] = (byte) (chainType >> 8);
          target[TYPE_AT + 1] = (byte) chainType;
          target[REFERENCE_LENGTH_AT] = (byte) chainReference.length();
          chainReference.copyTo(target, REFERENCE_AT);
          target[REFERENCE_AT + chainReference.length()] = (byte) address.length();
          address.copyTo(target, FIXED_BYTES + chainReference.length());
        });
  }

  /** The CAIP-350 key of the namespace, 0 to 0xffff; not necessarily a known one. */
  public int chainType() {
    return chainType;
  }

  /** The chain within its namespace, empty when no chain is said. */
  public Bytes chainReference() {
    return chainReference;
  }

  /** The address in its chain's own bytes, empty when this is a chain alone. */
  public Bytes address() {
    return address;
  }

  /**
   * The chain in CAIP-2. For {@code solana} that is the first 32 characters of the genesis hash, as
   * CAIP-2 defines it: for a cluster that is not public there is no way back by {@link
   * #of(ChainId)}.
   *
   * @throws IllegalStateException if no chain is said, the chain type is unknown, or the EVM chain
   *     id has more than the 32 digits of CAIP-2
   */
  public ChainId toChainId() {
    if (chainReference.isEmpty()) {
      throw new IllegalStateException("No chain is said by " + this);
    }
    Caip350Profile profile = requireKnownType();
    return ChainId.of(profile.namespace(), profile.toCaip2(chainReference));
  }

  /**
   * The account in CAIP-10.
   *
   * @throws IllegalStateException if this is a chain alone, the address has no text (a {@code
   *     bip122} network with unknown prefixes), or the chain cannot be said, see {@link #toChainId}
   */
  public AccountId toAccountId() {
    if (address.isEmpty()) {
      throw new IllegalStateException("No address is said by " + this);
    }
    ChainId chain = toChainId();
    return AccountId.of(chain, requireKnownType().addressText(chainReference, address));
  }

  /**
   * The checksum of ERC-7828: the first four bytes of Keccak-256 over all but the version, in
   * upper-case hex.
   */
  public String checksum() {
    Bytes hash = Keccak256.hash(encode().slice(VERSION_BYTES)).toBytes();
    return hash.slice(0, CHECKSUM_BYTES).toHex().substring(2).toUpperCase(Locale.ROOT);
  }

  /**
   * The text {@code <address>@<chain>#<checksum>} that {@link #parse} reads.
   *
   * @throws IllegalStateException if the chain type is unknown, or the address has no text (a
   *     {@code bip122} network with unknown prefixes)
   */
  public String toText() {
    Caip350Profile profile = requireKnownType();
    return new InteroperableName(
            address.isEmpty() ? "" : profile.addressText(chainReference, address),
            profile.namespace(),
            chainReference.isEmpty() ? "" : profile.referenceText(chainReference),
            checksum())
        .toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InteroperableAddress that
        && chainType == that.chainType
        && chainReference.equals(that.chainReference)
        && address.equals(that.address);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * chainType + chainReference.hashCode()) + address.hashCode();
  }

  /** The text of {@link #toText} where there is one, else the binary form in hex. */
  @Override
  public String toString() {
    try {
      return toText();
    } catch (IllegalStateException hasNoText) {
      return encode().toHex();
    }
  }

  private Caip350Profile requireKnownType() {
    return findProfile(chainType)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    String.format(
                        Locale.ROOT,
                        "Chain type 0x%04x is not one of CAIP-350: %s",
                        chainType,
                        knownProfiles())));
  }

  private static Caip350Profile requireProfile(String namespace, String shown) {
    for (Caip350Profile profile : Caip350Profile.all()) {
      if (profile.namespace().equals(namespace)) {
        return profile;
      }
    }
    throw new IllegalArgumentException(
        ShownText.of(shown)
            + " has no form in ERC-7930: CAIP-350 gives no chain type to "
            + ShownText.of(namespace)
            + ", only to "
            + knownProfiles());
  }

  private static Optional<Caip350Profile> findProfile(int chainType) {
    return Caip350Profile.all().stream()
        .filter(profile -> profile.chainType() == chainType)
        .findFirst();
  }

  private static String knownProfiles() {
    return Caip350Profile.all().stream()
        .map(Caip350Profile::namespace)
        .collect(Collectors.joining(", "));
  }

  private static void checkLength(String part, Bytes bytes) {
    if (bytes.length() > MAX_PART_BYTES) {
      throw new IllegalArgumentException(
          "The " + part + " of an ERC-7930 address has at most 255 bytes, got " + bytes.length());
    }
  }

  private static IllegalArgumentException truncated(String part, int lengthAt, Bytes bytes) {
    return new IllegalArgumentException(
        "ERC-7930 address is truncated: its "
            + part
            + " has "
            + uint8(bytes, lengthAt)
            + " bytes by the length at offset "
            + lengthAt
            + ", but the input ends at "
            + bytes.length());
  }

  private static int uint8(Bytes bytes, int at) {
    return bytes.get(at) & 0xff;
  }

  private static int uint16(Bytes bytes, int at) {
    return (uint8(bytes, at) << 8) | uint8(bytes, at + 1);
  }
}
