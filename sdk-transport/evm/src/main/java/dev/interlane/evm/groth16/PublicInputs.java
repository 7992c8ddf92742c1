package dev.interlane.evm.groth16;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.evm.bn254.Bn254;
import dev.interlane.primitive.Bytes32;
import java.util.List;

/**
 * The numbers a proof speaks of, in the circuit's order. Each has one representation: a number that
 * is not below r would prove the same as its remainder, and is refused.
 *
 * @param values big-endian, each below {@link Bn254#ORDER}
 */
public record PublicInputs(List<Bytes32> values) {
  private static final Bytes32 ORDER = Bytes32.ofUnsigned(Bn254.ORDER);

  /**
   * Checked inputs.
   *
   * @throws CodecException if a value is not below r
   */
  public PublicInputs {
    values = List.copyOf(values);
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).compareTo(ORDER) >= 0) {
        throw CodecException.at(
            DecodeReason.INT_RANGE,
            i * Bytes32.LENGTH_BYTES,
            "inputs[" + i + "]",
            "a public input is below the order of the group, got " + values.get(i));
      }
    }
  }

  /**
   * Checked inputs.
   *
   * @throws CodecException if a value is not below r
   */
  public static PublicInputs of(Bytes32... values) {
    return new PublicInputs(List.of(values));
  }
}
