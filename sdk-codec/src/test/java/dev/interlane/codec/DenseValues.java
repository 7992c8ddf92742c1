package dev.interlane.codec;

import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.Collections;
import java.util.stream.IntStream;

/** Values as large in the heap as their few bytes allow. */
public final class DenseValues {
  private final Value.Address address;

  /**
   * Values of a VM.
   *
   * @param address one of its addresses
   */
  public DenseValues(Value.Address address) {
    this.address = address;
  }

  /** The value of so many elements; those within the elements have one. */
  public Value value(ValueType type, int count) {
    return switch (type) {
      case ValueType.Array array ->
          new Value.Sequence(Collections.nCopies(count, value(array.element(), 1)));
      case ValueType.FixedArray array -> Value.Sequence.of(value(array.element(), 1));
      case ValueType.Tuple tuple ->
          new Value.Sequence(tuple.components().stream().map(each -> value(each, 1)).toList());
      case ValueType.Option option -> new Value.Some(value(option.element(), 1));
      case ValueType.Dictionary map ->
          new Value.Dictionary(
              IntStream.range(0, map.key() instanceof ValueType.Address ? 1 : count)
                  .mapToObj(i -> new Value.Entry(key(map.key(), i), value(map.value(), 1)))
                  .toList());
      case ValueType.Bool bool -> Value.Bool.TRUE;
      case ValueType.Unit unit -> new Value.Unit();
      case ValueType.Text text -> new Value.Text("\uffff");
      case ValueType.Symbol symbol -> new Value.Text("a");
      case ValueType.Address any -> address;
      case ValueType.Blob blob -> new Value.Blob(Bytes.of((byte) 1));
      case ValueType.FixedBytes fixed -> new Value.Blob(Bytes.of(new byte[fixed.length()]));
      case ValueType.UInt uint -> Value.Int.of(uint.bits() == 8 ? 200 : 400);
      default -> Value.Int.of(400);
    };
  }

  private Value key(ValueType type, int index) {
    return switch (type) {
      case ValueType.Text text -> new Value.Text(Integer.toString(index, 36));
      case ValueType.Address any -> address;
      default -> Value.Int.of(index);
    };
  }
}
