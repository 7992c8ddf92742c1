package dev.interlane.codec.evm;

import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import dev.interlane.value.Values;
import java.util.Arrays;
import java.util.List;

/**
 * Solidity's {@code abi.encodePacked}: numbers in their own width, texts and bytes without length,
 * array elements padded to words. It is input for hashes and cannot be decoded: {@code ("a", "bc")}
 * and {@code ("ab", "c")} give the same bytes. Thread-safe.
 */
public final class AbiPacked {
  private final List<ValueType> types;
  private final AbiTuple plan;

  private AbiPacked(List<ValueType> types) {
    this.types = List.copyOf(types);
    this.plan = AbiPlan.ofAll(this.types);
    for (int i = 0; i < this.types.size(); i++) {
      if (!isPackable(plan.component(i))) {
        throw new UnrepresentableTypeException(
            "EVM packed encoding",
            "[" + i + "]",
            this.types.get(i).canonical()
                + ": only words, bytes, string and arrays of words are packed");
      }
    }
  }

  /**
   * The packed encoding of a tuple of types in Solidity's names, such as {@code (address,uint96)}.
   *
   * @throws IllegalArgumentException if the text is no tuple of types
   * @throws UnrepresentableTypeException if a type is a tuple, or an array of anything but words
   */
  public static AbiPacked parse(String types) {
    return new AbiPacked(AbiCodec.parse(types).types());
  }

  /**
   * The packed encoding of these types.
   *
   * @throws UnrepresentableTypeException if a type is a tuple, or an array of anything but words
   */
  public static AbiPacked of(List<ValueType> types) {
    return new AbiPacked(types);
  }

  /**
   * Encodes Java values, taken as {@link Values#coerce(List, List)} does.
   *
   * @throws IllegalArgumentException if there are more or fewer than types, or one does not fit
   */
  public Bytes encode(Object... values) {
    return encodeValues(Values.coerce(types, Arrays.asList(values)));
  }

  /**
   * Encodes one value per type.
   *
   * @throws IllegalArgumentException if there are more or fewer than types, or one does not fit
   */
  public Bytes encodeValues(List<Value> values) {
    Values.check(types, values);
    Bytes[] parts = new Bytes[types.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = pack(plan.component(i), values.get(i), i);
    }
    return Bytes.concat(parts);
  }

  private static Bytes pack(AbiPlan type, Value value, int index) {
    String misfit = type.misfit(value);
    if (misfit != null) {
      throw new IllegalArgumentException("Value at [" + index + "]" + misfit);
    }
    long length =
        type instanceof AbiBytes bytes ? bytes.contentLength(value) : type.measureInPlace(value);
    if (length > AbiCodec.MAX_BYTES) {
      throw new IllegalArgumentException("Value at [" + index + "] needs " + length + " bytes");
    }
    Bytes inPlace =
        Bytes.generate(
            (int) length,
            target -> {
              if (type instanceof AbiBytes bytes) {
                bytes.writeContent(value, target, 0);
              } else {
                type.writeInPlace(value, target, 0);
              }
            });
    return type instanceof AbiWord word
        ? inPlace.slice(word.packedFrom(), word.packedBytes)
        : inPlace;
  }

  private static boolean isPackable(AbiPlan type) {
    return switch (type) {
      case AbiWord word -> true;
      case AbiBytes bytes -> true;
      case AbiArray array -> array.element() instanceof AbiWord;
      case AbiTuple tuple -> false;
    };
  }
}
