package dev.interlane.codec.cosmwasm;

import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.internal.PlanCodec;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.value.ValueType;
import java.util.List;

/**
 * JSON as CosmWasm's contracts read and write it, in one form only: fields in declared order, no
 * white space, integers of up to 32 bits as numbers and wider ones as decimal text, bytes in
 * base64, enums as an object with the variant's name, maps by rising key. One value stands by
 * itself, two and more are an array, none is {@code {}}. Addresses are bech32 text. Stateless.
 */
public final class CosmWasmJson {
  private CosmWasmJson() {}

  /**
   * The codec of these types.
   *
   * @throws UnrepresentableTypeException if JSON lacks one of them, with its path
   */
  public static ValueCodec of(List<ValueType> types) {
    return PlanCodec.of(JsonDialect.INSTANCE, types);
  }

  /**
   * The codec of a tuple of types in Solidity's names, such as {@code (address,uint128)}.
   *
   * @throws IllegalArgumentException if the text is no tuple of types
   * @throws UnrepresentableTypeException if JSON lacks one of them, with its path
   */
  public static ValueCodec parse(String types) {
    return PlanCodec.parse(JsonDialect.INSTANCE, types);
  }
}
