package dev.interlane.codec.substrate;

import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.internal.PlanCodec;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.value.ValueType;
import java.util.List;

/**
 * SCALE: integers of 8 to 256 bits with the lowest byte first, counts in compact form, tags of one
 * byte, maps by rising key. Addresses are account ids of 32 bytes; they may be given as SS58 text,
 * and decode to the bytes, for those do not say which network's text to write. Stateless.
 *
 * @see <a href="https://docs.polkadot.com/polkadot-protocol/parachain-basics/data-encoding/">SCALE
 *     specification</a>
 */
public final class Scale {
  private Scale() {}

  /**
   * The codec of these types, one value after the other.
   *
   * @throws UnrepresentableTypeException if SCALE lacks one of them, with its path
   */
  public static ValueCodec of(List<ValueType> types) {
    return PlanCodec.of(ScaleDialect.INSTANCE, types);
  }

  /**
   * The codec of a tuple of types in Solidity's names, such as {@code (address,uint128)}.
   *
   * @throws IllegalArgumentException if the text is no tuple of types
   * @throws UnrepresentableTypeException if SCALE lacks one of them, with its path
   */
  public static ValueCodec parse(String types) {
    return PlanCodec.parse(ScaleDialect.INSTANCE, types);
  }
}
