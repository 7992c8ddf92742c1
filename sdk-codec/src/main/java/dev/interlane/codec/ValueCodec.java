package dev.interlane.codec;

import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import dev.interlane.value.Values;
import java.util.List;

/**
 * Encodes and decodes a list of values of fixed types in one VM's bytes. The types are worked out
 * once, so keep the codec.
 *
 * <p>Decoding accepts exactly the bytes that encoding gives. Time is linear in the input but for
 * the sorting of maps, and memory at most 64 times the input and 64 KiB, whatever the input.
 * Decoded bytes share the input's storage. Thread-safe.
 */
public interface ValueCodec {
  /** The types, in order. */
  List<ValueType> types();

  /** The names of the values, one per type, where a description gave them; else none. */
  default List<String> names() {
    return List.of();
  }

  /**
   * Encodes Java values, taken as {@link Values#coerce(List, List)} does.
   *
   * @throws IllegalArgumentException if there are more or fewer than types, or one does not fit
   */
  Bytes encode(Object... values);

  /**
   * Encodes one value per type.
   *
   * @throws IllegalArgumentException if there are more or fewer than types, or one does not fit
   */
  Bytes encodeValues(List<Value> values);

  /**
   * Decodes what {@link #encode} gives and nothing else.
   *
   * @throws CodecException if the bytes are not canonical
   */
  List<Value> decode(Bytes bytes);
}
