package dev.interlane.codec.substrate;

import dev.interlane.codec.internal.PlanCodec;
import dev.interlane.codec.internal.Tag;
import dev.interlane.error.CodecException;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import dev.interlane.value.Values;
import java.util.Arrays;
import java.util.List;

/**
 * A call of a runtime's pallet: the pallet's number, the call's number, then the arguments in
 * SCALE. Both numbers are those of one runtime's metadata. Thread-safe.
 */
public final class PalletCall {
  private static final int MAX_INDEX = 255;

  private final Bytes indices;
  private final PlanCodec arguments;

  private PalletCall(Bytes indices, PlanCodec arguments) {
    this.indices = indices;
    this.arguments = arguments;
  }

  /**
   * The call with these numbers and parameters.
   *
   * @param pallet the pallet's number, 0 to 255
   * @param call the call's number within the pallet, 0 to 255
   * @throws IllegalArgumentException if a number is outside that range
   * @throws UnrepresentableTypeException if SCALE lacks one of the types
   */
  public static PalletCall of(int pallet, int call, List<ValueType> parameters) {
    if (pallet < 0 || pallet > MAX_INDEX || call < 0 || call > MAX_INDEX) {
      throw new IllegalArgumentException(
          "Pallets and calls have numbers from 0 to 255, got " + pallet + " and " + call);
    }
    return new PalletCall(
        Bytes.of((byte) pallet, (byte) call), PlanCodec.of(ScaleDialect.INSTANCE, parameters));
  }

  /**
   * The call from Java values, taken as {@link Values#coerce(List, List)} does.
   *
   * @throws IllegalArgumentException if there are more or fewer than parameters, or one does not
   *     fit
   */
  public Bytes encode(Object... values) {
    return encodeValues(Values.coerce(arguments.types(), Arrays.asList(values)));
  }

  /**
   * The call from one value per parameter.
   *
   * @throws IllegalArgumentException if there are more or fewer than parameters, or one does not
   *     fit
   */
  public Bytes encodeValues(List<Value> values) {
    return arguments.encodeBetween(indices, values, Bytes.EMPTY);
  }

  /**
   * The arguments of a call.
   *
   * @throws CodecException if it is not a canonical call of this pallet's function
   */
  public List<Value> decode(Bytes call) {
    Tag.require(call, indices, "the pallet call");
    return arguments.decodeFrom(call, indices.length());
  }
}
