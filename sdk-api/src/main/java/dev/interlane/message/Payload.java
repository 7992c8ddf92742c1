package dev.interlane.message;

import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.List;

/**
 * Bytes, or typed values encoded for the destination's VM, handed to a recipient that knows the transport's protocol, such as
 * {@code handle(uint32,bytes32,bytes)} on Hyperlane.
 *
 * @param types the types of the values; empty when {@code raw} is given
 * @param values one value per type
 * @param raw the bytes to hand over as they are; empty when values are given
 */
public record Payload(List<ValueType> types, List<Value> values, Bytes raw) implements MessageBody {
  public Payload {
    types = List.copyOf(types);
    values = List.copyOf(values);
    if (types.size() != values.size()) {
      throw new IllegalArgumentException("Payload has " + types.size() + " types but " + values.size() + " values");
    }
    if (!types.isEmpty() && !raw.isEmpty()) {
      throw new IllegalArgumentException("Payload is either typed values or raw bytes, got both");
    }
  }

  /** Bytes handed over as they are. */
  public static Payload of(Bytes raw) {
    return new Payload(List.of(), List.of(), raw);
  }
}
