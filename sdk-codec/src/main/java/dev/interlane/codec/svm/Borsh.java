package dev.interlane.codec.svm;

import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.internal.PlanCodec;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.value.ValueType;
import java.util.List;

/**
 * Borsh: integers of 8 to 128 bits with the lowest byte first, counts of four bytes, tags of one,
 * maps by rising key. Addresses are keys of 32 bytes; they may be given as base58 text, and decode
 * to it. Stateless.
 *
 * <pre>{@code
 * ValueCodec codec = Borsh.parse("(address,uint64)");
 * Bytes data = codec.encode("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA", 5);
 * }</pre>
 *
 * @see <a href="https://borsh.io">Borsh specification</a>
 */
public final class Borsh {
  private Borsh() {}

  /**
   * The codec of these types, one value after the other.
   *
   * @throws UnrepresentableTypeException if Borsh lacks one of them, with its path
   */
  public static ValueCodec of(List<ValueType> types) {
    return PlanCodec.of(BorshDialect.INSTANCE, types);
  }

  /**
   * The codec of a tuple of types in Solidity's names, such as {@code (address,uint64)}.
   *
   * @throws IllegalArgumentException if the text is no tuple of types
   * @throws UnrepresentableTypeException if Borsh lacks one of them, with its path
   */
  public static ValueCodec parse(String types) {
    return PlanCodec.parse(BorshDialect.INSTANCE, types);
  }
}
