package dev.interlane.codec.substrate;

import dev.interlane.codec.internal.PlanCodec;
import dev.interlane.codec.internal.TaggedCodec;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.ValueType;
import java.util.List;

/**
 * A call of a runtime's pallet: the pallet's number, the call's number, then the arguments in
 * SCALE. Both numbers are those of one runtime's metadata. Thread-safe.
 */
public final class PalletCall extends TaggedCodec {
  private static final int MAX_INDEX = 255;

  private PalletCall(
      FunctionSignature signature, List<String> names, Bytes indices, PlanCodec arguments) {
    super(signature, names, indices, arguments);
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
        new FunctionSignature("pallet" + pallet + ".call" + call, parameters),
        List.of(),
        Bytes.of((byte) pallet, (byte) call),
        PlanCodec.of(ScaleDialect.INSTANCE, parameters));
  }

  /**
   * The same call with the names of its parameters, which records are checked against.
   *
   * @throws IllegalArgumentException if there is not one per parameter
   */
  public PalletCall withNames(List<String> names) {
    return new PalletCall(signature(), names, tag(), values());
  }
}
