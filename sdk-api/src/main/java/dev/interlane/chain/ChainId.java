package dev.interlane.chain;

import java.math.BigInteger;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The identity of a chain as CAIP-2 text: {@code namespace:reference}, such as {@code eip155:1}.
 *
 * <p>The namespace is 3 to 8 of {@code [-a-z0-9]}, the reference 1 to 32 of {@code [-_a-zA-Z0-9]}.
 * An {@code eip155} reference must be a decimal number without leading zeros. Chains are data:
 * there is no list of known ones. Thread-safe.
 *
 * @see <a href="https://chainagnostic.org/CAIPs/caip-2">CAIP-2</a>
 */
public final class ChainId implements Comparable<ChainId> {
  /** The namespace of EVM chains. */
  public static final String EIP155 = "eip155";

  private static final Pattern NAMESPACE = Pattern.compile("[-a-z0-9]{3,8}");
  private static final Pattern REFERENCE = Pattern.compile("[-_a-zA-Z0-9]{1,32}");
  private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=.)");

  private final String namespace;
  private final String reference;

  private ChainId(String namespace, String reference) {
    this.namespace = namespace;
    this.reference = reference;
  }

  /**
   * Parses CAIP-2 text.
   *
   * @throws IllegalArgumentException if the text does not follow CAIP-2
   */
  public static ChainId parse(String text) {
    return parse(text, Strictness.STRICT);
  }

  /**
   * Parses CAIP-2 text. {@link Strictness#LENIENT} drops leading zeros of an {@code eip155}
   * reference.
   *
   * @throws IllegalArgumentException if the text does not follow CAIP-2
   */
  public static ChainId parse(String text, Strictness strictness) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          "Not a CAIP-2 chain id: expected namespace:reference such as eip155:1, got "
              + ShownText.of(text));
    }
    String namespace = text.substring(0, colon);
    String reference = text.substring(colon + 1);
    return strictness == Strictness.LENIENT && namespace.equals(EIP155)
        ? of(namespace, LEADING_ZEROS.matcher(reference).replaceFirst(""))
        : of(namespace, reference);
  }

  /**
   * Joins a namespace and a reference.
   *
   * @throws IllegalArgumentException if either does not follow CAIP-2
   */
  public static ChainId of(String namespace, String reference) {
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw new IllegalArgumentException(
          "CAIP-2 namespace must be 3 to 8 of [-a-z0-9], got " + ShownText.of(namespace));
    }
    if (!REFERENCE.matcher(reference).matches()) {
      throw new IllegalArgumentException(
          "CAIP-2 reference must be 1 to 32 of [-_a-zA-Z0-9], got " + ShownText.of(reference));
    }
    if (namespace.equals(EIP155) && !isCanonicalDecimal(reference)) {
      throw new IllegalArgumentException(
          "An eip155 reference is a decimal chain id without leading zeros, got '"
              + reference
              + "'");
    }
    return new ChainId(namespace, reference);
  }

  /**
   * The EVM chain with this EIP-155 chain id.
   *
   * @throws IllegalArgumentException if the number is negative
   */
  public static ChainId eip155(long evmChainId) {
    return of(EIP155, Long.toString(evmChainId));
  }

  /** The ecosystem, such as {@code eip155} or {@code solana}. */
  public String namespace() {
    return namespace;
  }

  /** The chain within its ecosystem. */
  public String reference() {
    return reference;
  }

  /** Whether the chain runs the EVM (namespace {@code eip155}). */
  public boolean isEvm() {
    return namespace.equals(EIP155);
  }

  /**
   * The EIP-155 chain id.
   *
   * @throws IllegalStateException if this is not an EVM chain
   */
  public BigInteger evmChainId() {
    if (!isEvm()) {
      throw new IllegalStateException("Only eip155 chains have an EVM chain id, this is " + this);
    }
    return new BigInteger(reference);
  }

  /** Orders by text. */
  @Override
  public int compareTo(ChainId other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChainId that
        && namespace.equals(that.namespace)
        && reference.equals(that.reference);
  }

  @Override
  public int hashCode() {
    return Objects.hash(namespace, reference);
  }

  /** The CAIP-2 text. */
  @Override
  public String toString() {
    return namespace + ":" + reference;
  }

  private static boolean isCanonicalDecimal(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9')
        && (text.length() == 1 || text.charAt(0) != '0');
  }
}
