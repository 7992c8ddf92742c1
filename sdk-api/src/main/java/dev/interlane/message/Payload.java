package dev.interlane.message;

import dev.interlane.chain.ChainId;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import dev.interlane.value.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Bytes, or typed values encoded for the destination's VM, handed to a recipient that knows the
 * transport's protocol, such as {@code handle(uint32,bytes32,bytes)} on Hyperlane.
 *
 * @param types the types of the values; empty when {@code raw} is given
 * @param values one value per type
 * @param raw the bytes to hand over as they are; empty when values are given
 */
public record Payload(List<ValueType> types, List<Value> values, Bytes raw) implements MessageBody {
  public Payload {
    types = List.copyOf(types);
    values = List.copyOf(values);
    Objects.requireNonNull(raw, "raw");
    Values.check(types, values);
    if (!types.isEmpty() && !raw.isEmpty()) {
      throw new IllegalArgumentException("Payload is either typed values or raw bytes, got both");
    }
  }

  /** Bytes handed over as they are. */
  public static Payload of(Bytes raw) {
    return new Payload(List.of(), List.of(), raw);
  }

  /**
   * Values of these types, such as {@code Payload.typed("(address,uint256)", user, amount)}. Java
   * values are taken as {@link ContractCall#of} takes them.
   *
   * @param types the types as a tuple in Solidity's names
   * @throws IllegalArgumentException if {@code types} is no tuple, the number of values differs or
   *     one does not fit its type
   */
  public static Payload typed(String types, Object... values) {
    if (!(ValueType.parse(types) instanceof ValueType.Tuple tuple)) {
      throw new IllegalArgumentException(
          "Types must be in parentheses, such as (address,uint256), got '" + types + "'");
    }
    return new Payload(
        tuple.components(), Values.coerce(tuple.components(), Arrays.asList(values)), Bytes.EMPTY);
  }

  @Override
  public void requireAddressesOn(ChainId destination) {
    Values.requireAddressesOn(destination, values);
  }
}
