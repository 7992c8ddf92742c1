package dev.interlane.chain;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An account or contract on a chain as CAIP-10 text: {@code namespace:reference:address}, such as
 * {@code eip155:1:0xab16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb}.
 *
 * <p>The text is kept as given. On EVM chains it must be an address (a mixed-case one with the
 * right EIP-55 checksum) and two spellings of one address are equal; elsewhere the texts are
 * compared. Thread-safe.
 *
 * @see <a href="https://chainagnostic.org/CAIPs/caip-10">CAIP-10</a>
 */
public final class AccountId implements Comparable<AccountId> {
  private static final Pattern ADDRESS = Pattern.compile("[-.%a-zA-Z0-9]{1,128}");

  private final ChainId chain;
  private final String address;
  private final String comparable;
  private final @Nullable EvmAddress evmAddress;

  private AccountId(ChainId chain, String address, @Nullable EvmAddress evmAddress) {
    this.chain = chain;
    this.address = address;
    this.comparable = evmAddress == null ? address : evmAddress.toBytes().toHex();
    this.evmAddress = evmAddress;
  }

  /**
   * Parses CAIP-10 text.
   *
   * @throws IllegalArgumentException if the text does not follow CAIP-10, or an EVM address in it
   *     is malformed
   */
  public static AccountId parse(String text) {
    return parse(text, Strictness.STRICT);
  }

  /**
   * Parses CAIP-10 text. {@link Strictness#LENIENT} forgives what {@link ChainId#parse(String,
   * Strictness)} and {@link EvmAddress#parse(String, Strictness)} forgive, and the account then
   * holds the address in its EIP-55 spelling.
   *
   * @throws IllegalArgumentException if the text does not follow CAIP-10, or an EVM address in it
   *     is malformed
   */
  public static AccountId parse(String text, Strictness strictness) {
    int first = text.indexOf(':');
    int second = first < 0 ? -1 : text.indexOf(':', first + 1);
    if (second < 0) {
      throw new IllegalArgumentException(
          "Not a CAIP-10 account id: expected namespace:reference:address, got "
              + ShownText.of(text));
    }
    ChainId chain = ChainId.parse(text.substring(0, second), strictness);
    String address = text.substring(second + 1);
    return strictness == Strictness.LENIENT && chain.isEvm()
        ? of(chain, EvmAddress.parse(address, strictness))
        : of(chain, address);
  }

  /**
   * The account with this address on this chain.
   *
   * @throws IllegalArgumentException if the address does not follow CAIP-10, or is not an EVM
   *     address on an EVM chain
   */
  public static AccountId of(ChainId chain, String address) {
    if (!ADDRESS.matcher(address).matches()) {
      throw new IllegalArgumentException(
          "CAIP-10 address must be 1 to 128 of [-.%a-zA-Z0-9], got "
              + ShownText.of(address)
              + " on "
              + chain);
    }
    return new AccountId(chain, address, chain.isEvm() ? EvmAddress.parse(address) : null);
  }

  /**
   * The account of an EVM address.
   *
   * @throws IllegalArgumentException if the chain is not an EVM chain
   */
  public static AccountId of(ChainId chain, EvmAddress address) {
    if (!chain.isEvm()) {
      throw new IllegalArgumentException("EVM address " + address + " does not exist on " + chain);
    }
    return new AccountId(chain, address.toString(), address);
  }

  /** The chain the account lives on. */
  public ChainId chain() {
    return chain;
  }

  /** The address as it was given. */
  public String address() {
    return address;
  }

  /**
   * The 20-byte address of an EVM account.
   *
   * @throws IllegalStateException if the account is on another kind of chain
   */
  public EvmAddress evmAddress() {
    if (evmAddress == null) {
      throw new IllegalStateException(
          "Only accounts of eip155 chains have an EVM address, this is " + this);
    }
    return evmAddress;
  }

  /** Orders by chain, then by address. */
  @Override
  public int compareTo(AccountId other) {
    int order = chain.compareTo(other.chain);
    return order != 0 ? order : comparable.compareTo(other.comparable);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccountId that
        && chain.equals(that.chain)
        && comparable.equals(that.comparable);
  }

  @Override
  public int hashCode() {
    return Objects.hash(chain, comparable);
  }

  /** The CAIP-10 text, with the address as it was given. */
  @Override
  public String toString() {
    return chain + ":" + address;
  }
}
