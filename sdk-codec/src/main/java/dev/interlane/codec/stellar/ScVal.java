package dev.interlane.codec.stellar;

import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.internal.PlanCodec;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.value.ValueType;
import java.util.List;

/**
 * Soroban's values in XDR: each says its kind in four bytes, numbers have the highest byte first,
 * content is padded to four bytes, maps go by rising key. Structs are maps by field name, tuples
 * are vectors. Addresses are StrKey text. Stateless.
 *
 * @see <a href="https://github.com/stellar/stellar-xdr/blob/main/Stellar-contract.x">SCVal in
 *     XDR</a>
 */
public final class ScVal {
  private ScVal() {}

  /**
   * The codec of these types, one value after the other.
   *
   * @throws UnrepresentableTypeException if Soroban lacks one of them, with its path
   */
  public static ValueCodec of(List<ValueType> types) {
    return PlanCodec.of(ScValDialect.INSTANCE, types);
  }

  /**
   * The codec of a tuple of types in Solidity's names, such as {@code (address,int128)}.
   *
   * @throws IllegalArgumentException if the text is no tuple of types
   * @throws UnrepresentableTypeException if Soroban lacks one of them, with its path
   */
  public static ValueCodec parse(String types) {
    return PlanCodec.parse(ScValDialect.INSTANCE, types);
  }
}
