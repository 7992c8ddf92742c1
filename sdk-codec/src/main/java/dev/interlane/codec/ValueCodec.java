package dev.interlane.codec;

import dev.interlane.codec.bind.AddressForm;
import dev.interlane.codec.bind.RecordBinding;
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

  /** What addresses are, decoded. */
  AddressForm addresses();

  /**
   * Goes through bytes as {@link #decode} does and says where each part lies, and for bytes that
   * are not canonical, what came before the place that is wrong.
   */
  Explanation explained(Bytes bytes);

  /**
   * This codec for objects of a Java type. The type is checked here, once; keep what this gives.
   *
   * @param type a record with one component per value; where there is one value without a name that
   *     is a struct, a tuple or an enum, the Java type of that ({@link RecordBinding} has the
   *     table)
   * @throws IllegalArgumentException if the type does not fit; the message has every place
   */
  default <T> RecordCodec<T> bind(Class<T> type) {
    return new RecordCodec<>(this, RecordBinding.of(type, types(), names(), addresses()));
  }

  /**
   * Encodes a record as {@link #bind} says. The binding is looked up at each call; {@code bind}
   * saves that. A {@link Value} is a value and not a record of values.
   *
   * @throws IllegalArgumentException if the record's type or one of its components does not fit
   */
  default Bytes encode(Record values) {
    return values instanceof Value
        ? encode(new Object[] {values})
        : RecordCodec.encodeBound(this, values);
  }

  /**
   * Decodes into a record, or whatever {@link #bind} takes.
   *
   * @throws CodecException if the bytes are not canonical
   * @throws IllegalArgumentException if the type does not fit
   */
  default <T> T decode(Bytes bytes, Class<T> type) {
    return RecordCodec.bound(this, type).decode(bytes);
  }
}
