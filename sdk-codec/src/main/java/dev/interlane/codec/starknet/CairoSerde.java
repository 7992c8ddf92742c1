package dev.interlane.codec.starknet;

import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.internal.PlanCodec;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.value.ValueType;
import java.util.List;

/**
 * Cairo's Serde: everything is field elements, here 32 bytes each with the highest first. Addresses
 * have 32 bytes and lie below 2^251. Stateless.
 *
 * @see <a
 *     href="https://docs.starknet.io/architecture-and-concepts/smart-contracts/serialization-of-cairo-types/">Serialization
 *     of Cairo types</a>
 */
public final class CairoSerde {
  private CairoSerde() {}

  /**
   * The codec of these types, one value after the other.
   *
   * @throws UnrepresentableTypeException if Cairo lacks one of them, with its path
   */
  public static ValueCodec of(List<ValueType> types) {
    return PlanCodec.of(CairoDialect.INSTANCE, types);
  }

  /**
   * The codec of a tuple of types in Solidity's names, such as {@code (address,uint256)}.
   *
   * @throws IllegalArgumentException if the text is no tuple of types
   * @throws UnrepresentableTypeException if Cairo lacks one of them, with its path
   */
  public static ValueCodec parse(String types) {
    return PlanCodec.parse(CairoDialect.INSTANCE, types);
  }
}
