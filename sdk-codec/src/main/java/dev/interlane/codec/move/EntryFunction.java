package dev.interlane.codec.move;

import dev.interlane.codec.internal.PlanCodec;
import dev.interlane.codec.internal.TaggedCodec;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.ValueType;
import java.util.List;

/**
 * An entry function of a Move module, as Aptos transactions call it. Thread-safe.
 *
 * <pre>
 * address of the module   32 bytes
 * module, function        each: length in ULEB128, UTF-8
 * type arguments          count in ULEB128, tags
 * arguments               count in ULEB128, each: length in ULEB128, BCS of the value
 * </pre>
 *
 * <pre>{@code
 * EntryFunction transfer = EntryFunction.parse("0x1::aptos_account::transfer(address,uint64)");
 * Bytes call = transfer.encode(recipient, 5);
 * }</pre>
 *
 * @see <a href="https://aptos.dev/build/sdks/ts-sdk/building-transactions">Aptos transactions</a>
 */
public final class EntryFunction extends TaggedCodec {
  private EntryFunction(
      FunctionSignature signature, List<String> names, Bytes head, PlanCodec arguments) {
    super(signature, names, head, arguments);
  }

  /**
   * The function of this name and these parameters.
   *
   * @param name {@code 0xaddress::module::function}
   * @param typeArguments {@code bool}, {@code u8} to {@code u256}, {@code address}, {@code
   *     vector<T>} or {@code 0xaddress::module::Name}
   * @throws IllegalArgumentException if the name or a type argument is none of these
   * @throws UnrepresentableTypeException if Move lacks one of the types
   */
  public static EntryFunction of(
      String name, List<String> typeArguments, List<ValueType> parameters) {
    Bytes[] tags = typeArguments.stream().map(TypeTag::of).toArray(Bytes[]::new);
    Bytes head =
        Bytes.concat(
            MoveTarget.parse(name).encoded(), MoveTarget.count(tags.length), Bytes.concat(tags));
    return new EntryFunction(
        new FunctionSignature(name, parameters),
        List.of(),
        head,
        PlanCodec.of(EntryArguments.INSTANCE, parameters));
  }

  /**
   * Parses {@code 0xaddress::module::function(types)}, with types in Solidity's names and no type
   * arguments.
   *
   * @throws IllegalArgumentException if the text does not parse
   * @throws UnrepresentableTypeException if Move lacks one of the types
   */
  public static EntryFunction parse(String text) {
    int types = text.indexOf('(');
    if (types < 0 || !(ValueType.parse(text.substring(types)) instanceof ValueType.Tuple tuple)) {
      throw new IllegalArgumentException(
          "Expected 0xaddress::module::function(types), got '" + text + "'");
    }
    return of(text.substring(0, types), List.of(), tuple.components());
  }

  /**
   * The same function with the names of its parameters, which records are checked against.
   *
   * @throws IllegalArgumentException if there is not one per parameter
   */
  public EntryFunction withNames(List<String> names) {
    return new EntryFunction(signature(), names, tag(), values());
  }
}
