package dev.interlane.value;

import dev.interlane.primitive.Bytes;
import java.math.BigInteger;
import java.util.List;

/**
 * A value of the VM-neutral model. Whether it fits a {@link ValueType} is checked where the two meet: when a call is built and when
 * it is encoded. Immutable.
 */
public sealed interface Value {

  /** A number of an integer type of any width or sign. */
  record Int(BigInteger number) implements Value {}

  /** True or false. */
  record Bool(boolean truth) implements Value {}

  /** The bytes of a {@code bytes} or fixed bytes type. */
  record Blob(Bytes bytes) implements Value {}

  /** The text of a string or symbol type. */
  record Text(String text) implements Value {}

  /**
   * An address in its VM's own form: 20 bytes on EVM, 32 on Solana, Move and Starknet; where addresses are text (bech32, StrKey), the
   * UTF-8 bytes of that text.
   */
  record Address(Bytes bytes) implements Value {}

  /** The elements of an array or fixed array, the components of a tuple, or the fields of a struct, in order. */
  record Sequence(List<Value> elements) implements Value {
    public Sequence {
      elements = List.copyOf(elements);
    }
  }

  /** The variant of an enum, by name, with its data. */
  record Choice(String variant, Value data) implements Value {}

  /** An option that holds a value. */
  record Some(Value element) implements Value {}

  /** An option that holds none. */
  record None() implements Value {}

  /** The entries of a map, in any order. */
  record Dictionary(List<Entry> entries) implements Value {
    public Dictionary {
      entries = List.copyOf(entries);
    }
  }

  /** One entry of a {@link Dictionary}. */
  record Entry(Value key, Value value) {}

  /** The one value of the unit type. */
  record Unit() implements Value {}
}
