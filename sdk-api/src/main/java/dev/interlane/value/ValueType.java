package dev.interlane.value;

import java.util.List;

/**
 * A type of the VM-neutral model. Each VM's codec says which of these it can represent and refuses
 * the others when a plan is built; nothing is ever narrowed, widened or re-tagged silently.
 *
 * <p>There are no floating-point types: they are neither deterministic nor fit for money. {@link
 * Compact}, {@link Felt}, {@link Symbol} and {@link Unit} are refinements that only some VMs have.
 * Immutable.
 */
public sealed interface ValueType {
  /** How deep types may nest before signatures, calls and codecs refuse them. */
  int MAX_DEPTH = 64;

  /**
   * Parses one type in Solidity's names, as {@link FunctionSignature#parse} does for parameters;
   * {@code option<T>}, {@code map<K,V>}, {@code compactN}, {@code felt}, {@code symbol} and {@code
   * unit} stand for the types Solidity lacks.
   *
   * @throws IllegalArgumentException if the text is not a type, with the position of the first
   *     wrong character
   */
  static ValueType parse(String text) {
    return SignatureParser.parseType(text);
  }

  /**
   * The type as text: Solidity's full names, structs as tuples, and the names of {@link #parse} for
   * the rest. Enums print as {@code enum Name}, which is not parsed.
   */
  default String canonical() {
    return SignatureText.of(this);
  }

  /** An unsigned integer of {@code bits} bits: a multiple of 8 from 8 to 256. */
  record UInt(int bits) implements ValueType {
    public UInt {
      checkWidth(bits);
    }
  }

  /** A two's complement signed integer of {@code bits} bits: a multiple of 8 from 8 to 256. */
  record Int(int bits) implements ValueType {
    public Int {
      checkWidth(bits);
    }
  }

  /** True or false. */
  record Bool() implements ValueType {}

  /** A byte string of any length. */
  record Blob() implements ValueType {}

  /** A byte string of exactly {@code length} bytes, at least one. */
  record FixedBytes(int length) implements ValueType {
    public FixedBytes {
      checkPositive(length, "Fixed bytes length");
    }
  }

  /** Unicode text. */
  record Text() implements ValueType {}

  /** An account or contract of the destination VM. */
  record Address() implements ValueType {}

  /** Any number of elements. */
  record Array(ValueType element) implements ValueType {}

  /** Exactly {@code length} elements, zero or more. */
  record FixedArray(ValueType element, int length) implements ValueType {
    public FixedArray {
      if (length < 0) {
        throw new IllegalArgumentException(
            "Fixed array length must not be negative, got " + length);
      }
    }
  }

  /** Unnamed components in order. */
  record Tuple(List<ValueType> components) implements ValueType {
    public Tuple {
      components = List.copyOf(components);
    }

    /** The tuple of these components. */
    public static Tuple of(ValueType... components) {
      return new Tuple(List.of(components));
    }
  }

  /** Named fields in order. */
  record Struct(String name, List<Field> fields) implements ValueType {
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  /** One field of a {@link Struct}. */
  record Field(String name, ValueType type) {}

  /** One of several named variants, each with data ({@link Unit} when it has none). */
  record Choice(String name, List<Variant> variants) implements ValueType {
    public Choice {
      variants = List.copyOf(variants);
      if (variants.isEmpty()) {
        throw new IllegalArgumentException("Enum " + name + " needs at least one variant");
      }
    }
  }

  /**
   * One variant of a {@link Choice}.
   *
   * @param name its name
   * @param index its number on the wire, not always its position
   * @param type its data, {@link Unit} when it has none
   */
  record Variant(String name, int index, ValueType type) {}

  /** A value or none. */
  record Option(ValueType element) implements ValueType {}

  /** Distinct keys with a value each; the codec puts them into the VM's order. */
  record Dictionary(ValueType key, ValueType value) implements ValueType {}

  /** An unsigned integer in SCALE's compact form, of at most {@code bits} bits. */
  record Compact(int bits) implements ValueType {
    public Compact {
      checkWidth(bits);
    }
  }

  /** A Starknet field element: 0 up to but not including 2^251 + 17 * 2^192 + 1. */
  record Felt() implements ValueType {}

  /** A Soroban symbol: at most 32 of {@code a-zA-Z0-9_}. */
  record Symbol() implements ValueType {}

  /** The type with one value and no bytes. */
  record Unit() implements ValueType {}

  private static void checkWidth(int bits) {
    if (bits < 8 || bits > 256 || bits % 8 != 0) {
      throw new IllegalArgumentException(
          "Integer width must be a multiple of 8 from 8 to 256 bits, got " + bits);
    }
  }

  private static void checkPositive(int length, String what) {
    if (length < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, got " + length);
    }
  }
}
