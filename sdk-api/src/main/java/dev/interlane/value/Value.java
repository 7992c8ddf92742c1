package dev.interlane.value;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of the VM-neutral model. Whether it fits a {@link ValueType} is checked where the two
 * meet: when a call is built and when it is encoded. Immutable.
 *
 * <p>Decoded values are read with the accessors here, which state the kind they expect:
 *
 * <pre>{@code
 * List<Value> returned = codec.decode(bytes);
 * BigInteger balance = returned.get(0).asNumber();
 * }</pre>
 */
public sealed interface Value {

  /**
   * The number of an {@link Int}.
   *
   * @throws IllegalStateException if this is another kind of value
   */
  default BigInteger asNumber() {
    return expect(Int.class).number();
  }

  /**
   * The number of an {@link Int} that lies within {@code long}.
   *
   * @throws IllegalStateException if this is another kind of value, or the number does not fit
   */
  default long asLong() {
    return expect(Int.class).toLong();
  }

  /**
   * The truth of a {@link Bool}.
   *
   * @throws IllegalStateException if this is another kind of value
   */
  default boolean asTruth() {
    return expect(Bool.class).truth();
  }

  /**
   * The bytes of a {@link Blob}.
   *
   * @throws IllegalStateException if this is another kind of value
   */
  default Bytes asBytes() {
    return expect(Blob.class).bytes();
  }

  /**
   * The bytes of a {@link Blob} of 32 bytes.
   *
   * @throws IllegalStateException if this is another kind of value, or of another length
   */
  default Bytes32 asBytes32() {
    Bytes bytes = asBytes();
    if (bytes.length() != Bytes32.LENGTH_BYTES) {
      throw new IllegalStateException("Expected a value of 32 bytes, this has " + bytes.length());
    }
    return Bytes32.of(bytes);
  }

  /**
   * The text of a {@link Text}.
   *
   * @throws IllegalStateException if this is another kind of value
   */
  default String asText() {
    return expect(Text.class).text();
  }

  /**
   * The EVM address of an {@link Address}.
   *
   * @throws IllegalStateException if this is another kind of value, or an address of another length
   *     than 20 bytes
   */
  default EvmAddress asEvmAddress() {
    return expect(Address.class).evmAddress();
  }

  /**
   * The elements of a {@link Sequence}.
   *
   * @throws IllegalStateException if this is another kind of value
   */
  default List<Value> asElements() {
    return expect(Sequence.class).elements();
  }

  private <T extends Value> T expect(Class<T> kind) {
    if (!kind.isInstance(this)) {
      throw new IllegalStateException(
          "Expected a value of kind "
              + kind.getSimpleName()
              + ", this is a "
              + getClass().getSimpleName());
    }
    return kind.cast(this);
  }

  /**
   * A number of an integer type of any width or sign, from -2^255 to 2^256 - 1. Held as 64-bit
   * words, so that codecs need no {@link BigInteger}.
   */
  final class Int implements Value {
    private static final VarHandle WORD =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    // Two's complement, the most significant word first. The sign is apart because 2^255 and above
    // are positive.
    private final long word0;
    private final long word1;
    private final long word2;
    private final long word3;
    private final boolean negative;

    private Int(long word0, long word1, long word2, long word3, boolean negative) {
      this.word0 = word0;
      this.word1 = word1;
      this.word2 = word2;
      this.word3 = word3;
      this.negative = negative;
    }

    /** The number. */
    public static Int of(long number) {
      long sign = number >> 63;
      return new Int(sign, sign, sign, number, number < 0);
    }

    /**
     * The number.
     *
     * @throws IllegalArgumentException if it is below -2^255 or above 2^256 - 1
     */
    public static Int of(BigInteger number) {
      boolean negative = number.signum() < 0;
      if (number.bitLength() > (negative ? 255 : 256)) {
        throw new IllegalArgumentException(
            "Integer values reach from -2^255 to 2^256 - 1, got one of "
                + number.bitLength()
                + " bits");
      }
      return new Int(
          number.shiftRight(192).longValue(),
          number.shiftRight(128).longValue(),
          number.shiftRight(64).longValue(),
          number.longValue(),
          negative);
    }

    /** The unsigned 256-bit number of these words, the most significant first. */
    public static Int unsigned(long word0, long word1, long word2, long word3) {
      return new Int(word0, word1, word2, word3, false);
    }

    /** The two's complement 256-bit number of these words, the most significant first. */
    public static Int signed(long word0, long word1, long word2, long word3) {
      return new Int(word0, word1, word2, word3, word0 < 0);
    }

    /** The number. */
    public BigInteger number() {
      if (fitsSigned(Long.SIZE)) {
        return BigInteger.valueOf(word3);
      }
      byte[] word = new byte[Bytes32.LENGTH_BYTES];
      copyTo(word, 0);
      return negative ? new BigInteger(word) : new BigInteger(1, word);
    }

    /**
     * The number as a {@code long}.
     *
     * @throws IllegalStateException if it does not lie within one
     */
    public long toLong() {
      if (!fitsSigned(Long.SIZE)) {
        throw new IllegalStateException(number() + " does not fit into a long");
      }
      return word3;
    }

    /** Whether the number is below zero. */
    public boolean isNegative() {
      return negative;
    }

    /** Whether the number lies within 0 to 2^bits - 1. */
    public boolean fitsUnsigned(int bits) {
      return !negative && bitLength() <= bits;
    }

    /** Whether the number lies within -2^(bits-1) to 2^(bits-1) - 1. */
    public boolean fitsSigned(int bits) {
      return bitLength() < bits;
    }

    /**
     * The bits of the shortest two's complement form without its sign bit, as {@link
     * BigInteger#bitLength} counts.
     */
    public int bitLength() {
      long sign = negative ? -1 : 0;
      if (word0 != sign) {
        return 256 - Long.numberOfLeadingZeros(word0 ^ sign);
      }
      if (word1 != sign) {
        return 192 - Long.numberOfLeadingZeros(word1 ^ sign);
      }
      if (word2 != sign) {
        return 128 - Long.numberOfLeadingZeros(word2 ^ sign);
      }
      return 64 - Long.numberOfLeadingZeros(word3 ^ sign);
    }

    /**
     * Sixty-four of the 256 bits of the number in two's complement.
     *
     * @param index 0 for the lowest to 3 for the highest
     * @throws IllegalArgumentException if the index is any other
     */
    public long word(int index) {
      return switch (index) {
        case 0 -> word3;
        case 1 -> word2;
        case 2 -> word1;
        case 3 -> word0;
        default ->
            throw new IllegalArgumentException("A number has the words 0 to 3, asked " + index);
      };
    }

    /**
     * Writes the number as 32 bytes, big-endian two's complement, into {@code target} starting at
     * {@code at}.
     *
     * @throws IndexOutOfBoundsException if {@code target} has fewer than 32 bytes from there
     */
    public void copyTo(byte[] target, int at) {
      WORD.set(target, at, word0);
      WORD.set(target, at + 8, word1);
      WORD.set(target, at + 16, word2);
      WORD.set(target, at + 24, word3);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Int that
          && word0 == that.word0
          && word1 == that.word1
          && word2 == that.word2
          && word3 == that.word3
          && negative == that.negative;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(word0 + 31 * (word1 + 31 * (word2 + 31 * word3)));
    }

    /** The number in decimal. */
    @Override
    public String toString() {
      return number().toString();
    }
  }

  /** True or false. */
  record Bool(boolean truth) implements Value {
    /** The value that is true. */
    public static final Bool TRUE = new Bool(true);

    /** The value that is false. */
    public static final Bool FALSE = new Bool(false);

    /** The value with this truth. */
    public static Bool of(boolean truth) {
      return truth ? TRUE : FALSE;
    }
  }

  /** The bytes of a {@code bytes} or fixed bytes type. */
  record Blob(Bytes bytes) implements Value {
    public Blob {
      Objects.requireNonNull(bytes, "bytes");
    }
  }

  /** The text of a string or symbol type. */
  record Text(String text) implements Value {
    public Text {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * An address in its VM's own form: 20 bytes on EVM, 32 on Move and Starknet; where addresses are
   * text (bech32, StrKey, base58), that text, whose bytes are its UTF-8 form. Text never passes for
   * an address of bytes, not even where it has as many.
   *
   * <p>One made from an {@link AccountId} remembers its chain, so that a call to another chain can
   * be refused. The chain is no part of the encoding, and none of equality: a decoded address
   * equals the one that was encoded.
   */
  final class Address implements Value {
    private static final int WORD_DIGITS = 64;

    private final Bytes bytes;
    private final @Nullable String text;
    private final @Nullable ChainId chain;

    private Address(Bytes bytes, @Nullable String text, @Nullable ChainId chain) {
      if (bytes.isEmpty()) {
        throw new IllegalArgumentException("An address must not be empty");
      }
      this.bytes = bytes;
      this.text = text;
      this.chain = chain;
    }

    /**
     * The address of these bytes.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Address of(Bytes bytes) {
      return new Address(bytes, null, null);
    }

    /** The address of an EVM account. */
    public static Address of(EvmAddress address) {
      return new Address(address.toBytes(), null, null);
    }

    /**
     * The address of an account, remembering its chain. Hexadecimal text of other VMs is filled up
     * with zeros to 32 bytes; any other text stays text.
     *
     * @throws IllegalArgumentException if the address is hexadecimal of more than 32 bytes
     */
    public static Address of(AccountId account) {
      if (account.chain().isEvm()) {
        return new Address(account.evmAddress().toBytes(), null, account.chain());
      }
      String text = account.address();
      if (!text.startsWith("0x")) {
        return new Address(Bytes.fromUtf8(text), text, account.chain());
      }
      String digits = text.substring(2);
      if (digits.isEmpty() || digits.length() > WORD_DIGITS) {
        throw new IllegalArgumentException(
            "A hexadecimal address has 1 to 64 digits, " + account + " has " + digits.length());
      }
      return new Address(
          Bytes.fromHex("0".repeat(WORD_DIGITS - digits.length()) + digits), null, account.chain());
    }

    /**
     * Parses CAIP-10 text, {@code 0x} with 40 digits (an EVM address, its checksum verified when in
     * mixed case) or with 64 digits, or takes any other text as the address of a VM whose addresses
     * are text.
     *
     * @throws IllegalArgumentException if the text is empty, begins with {@code 0x} and is neither
     *     of these, or has a wrong checksum
     */
    public static Address parse(String text) {
      if (text.indexOf(':') >= 0) {
        return of(AccountId.parse(text));
      }
      if (!text.startsWith("0x")) {
        return new Address(Bytes.fromUtf8(text), text, null);
      }
      return text.length() == 2 + WORD_DIGITS
          ? of(Bytes.fromHex(text))
          : of(EvmAddress.parse(text));
    }

    /** The bytes in the VM's own form. */
    public Bytes bytes() {
      return bytes;
    }

    /** The text, where the address is one of a VM whose addresses are text. */
    public Optional<String> text() {
      return Optional.ofNullable(text);
    }

    /** The chain the address is known to be of, if it was given as an {@link AccountId}. */
    public Optional<ChainId> chain() {
      return Optional.ofNullable(chain);
    }

    /**
     * The address as one of the EVM.
     *
     * @throws IllegalStateException if it is text or does not have 20 bytes
     */
    public EvmAddress evmAddress() {
      if (!isEvm()) {
        throw new IllegalStateException("An EVM address has 20 bytes, this is " + this);
      }
      return EvmAddress.of(bytes);
    }

    /** Whether it can be an address of the EVM: 20 bytes, and not text. */
    public boolean isEvm() {
      return text == null && bytes.length() == EvmAddress.LENGTH_BYTES;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Address that
          && bytes.equals(that.bytes)
          && Objects.equals(text, that.text);
    }

    @Override
    public int hashCode() {
      return bytes.hashCode();
    }

    @Override
    public String toString() {
      String shown = text == null ? bytes.toHex() : "'" + text + "'";
      return chain == null ? shown : shown + " of " + chain;
    }
  }

  /**
   * The elements of an array or fixed array, the components of a tuple, or the fields of a struct,
   * in order.
   */
  record Sequence(List<Value> elements) implements Value {
    public Sequence {
      elements = List.copyOf(elements);
    }

    /** The sequence of these values. */
    public static Sequence of(Value... elements) {
      return new Sequence(List.of(elements));
    }
  }

  /** The variant of an enum, by name, with its data. */
  record Choice(String variant, Value data) implements Value {
    public Choice {
      Objects.requireNonNull(variant, "variant");
      Objects.requireNonNull(data, "data");
    }
  }

  /** An option that holds a value. */
  record Some(Value element) implements Value {
    public Some {
      Objects.requireNonNull(element, "element");
    }
  }

  /** An option that holds none. */
  record None() implements Value {}

  /** The entries of a map, in any order. */
  record Dictionary(List<Entry> entries) implements Value {
    public Dictionary {
      entries = List.copyOf(entries);
    }
  }

  /** One entry of a {@link Dictionary}. */
  record Entry(Value key, Value value) {
    public Entry {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(value, "value");
    }
  }

  /** The one value of the unit type. */
  record Unit() implements Value {}
}
