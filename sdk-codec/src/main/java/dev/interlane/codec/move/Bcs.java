package dev.interlane.codec.move;

import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.internal.PlanCodec;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.value.ValueType;
import java.util.List;

/**
 * BCS: unsigned integers of 8 to 256 bits with the lowest byte first, counts and tags in their
 * shortest ULEB128 form, maps by the rising bytes of their keys. Addresses have 32 bytes.
 * Stateless.
 *
 * @see <a href="https://github.com/diem/bcs">BCS specification</a>
 */
public final class Bcs {
  private Bcs() {}

  /**
   * The codec of these types, one value after the other.
   *
   * @throws UnrepresentableTypeException if BCS lacks one of them, with its path
   */
  public static ValueCodec of(List<ValueType> types) {
    return PlanCodec.of(BcsDialect.INSTANCE, types);
  }

  /**
   * The codec of a tuple of types in Solidity's names, such as {@code (address,uint64)}.
   *
   * @throws IllegalArgumentException if the text is no tuple of types
   * @throws UnrepresentableTypeException if BCS lacks one of them, with its path
   */
  public static ValueCodec parse(String types) {
    return PlanCodec.parse(BcsDialect.INSTANCE, types);
  }
}
