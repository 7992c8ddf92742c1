package dev.interlane.codec.evm;

import dev.interlane.codec.Explanation;
import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.bind.AddressForm;
import dev.interlane.codec.internal.TaggedCodec;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import dev.interlane.value.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes a list of values of fixed types in the EVM's contract ABI, as Solidity's
 * {@code abi.encode} and {@code abi.decode} do. The types are worked out once, so keep the codec.
 *
 * <p>Decoding accepts exactly the bytes that encoding gives: every offset at its canonical place,
 * padding zero, nothing after the last value. Time is linear in the input and memory bounded by it,
 * whatever the input. Decoded bytes share the input's storage. Thread-safe.
 *
 * <pre>{@code
 * AbiCodec codec = AbiCodec.parse("(address,uint256)");
 * Bytes encoded = codec.encode(owner, 5);
 * List<Value> decoded = codec.decode(encoded);
 * }</pre>
 *
 * @see <a href="https://docs.soliditylang.org/en/latest/abi-spec.html">Contract ABI
 *     specification</a>
 */
public final class AbiCodec implements ValueCodec {
  static final int MAX_BYTES = Integer.MAX_VALUE - 64;

  private final List<ValueType> types;
  private final List<String> names;
  private final AbiTuple plan;

  private AbiCodec(List<ValueType> types, List<String> names, AbiTuple plan) {
    this.types = types;
    this.names = names;
    this.plan = plan;
  }

  /**
   * The codec of these types, in order; none at all encode to no bytes.
   *
   * @throws UnrepresentableTypeException if the EVM lacks one of them, with its path
   */
  public static AbiCodec of(List<ValueType> types) {
    List<ValueType> copy = List.copyOf(types);
    return new AbiCodec(copy, List.of(), AbiPlan.ofAll(copy));
  }

  /**
   * The codec of a tuple of types in Solidity's names, such as {@code (address,uint256)}.
   *
   * @throws IllegalArgumentException if the text is no tuple of types
   * @throws UnrepresentableTypeException if the EVM lacks one of them, with its path
   */
  public static AbiCodec parse(String types) {
    if (!(ValueType.parse(types) instanceof ValueType.Tuple tuple)) {
      throw new IllegalArgumentException(
          "Types must be in parentheses, such as (address,uint256), got '" + types + "'");
    }
    return of(tuple.components());
  }

  /**
   * The same codec with the names of its values, which records are checked against.
   *
   * @throws IllegalArgumentException if there is not one per type
   */
  public AbiCodec withNames(List<String> names) {
    return new AbiCodec(types, TaggedCodec.requireNames(names, types), plan);
  }

  /** The types, in order. */
  @Override
  public List<ValueType> types() {
    return types;
  }

  @Override
  public List<String> names() {
    return names;
  }

  /**
   * Encodes Java values, taken as {@link Values#coerce(List, List)} does.
   *
   * @throws IllegalArgumentException if there are more or fewer than types, or one does not fit
   */
  @Override
  public Bytes encode(Object... values) {
    return encodeValues(Values.coerce(types, Arrays.asList(values)));
  }

  /**
   * Encodes one value per type.
   *
   * @throws IllegalArgumentException if there are more or fewer than types, or one does not fit
   */
  @Override
  public Bytes encodeValues(List<Value> values) {
    return encodeAfter(Bytes.EMPTY, values);
  }

  /**
   * Decodes what {@link #encode} gives and nothing else.
   *
   * @throws CodecException if the bytes are not canonical
   */
  @Override
  public List<Value> decode(Bytes bytes) {
    return decodeFrom(bytes, 0);
  }

  /** Encodes behind a selector. */
  Bytes encodeAfter(Bytes prefix, List<Value> values) {
    long measured = plan.measureAll(values);
    if (measured < 0) {
      throw unfit(values);
    }
    if (measured > MAX_BYTES) {
      throw new IllegalArgumentException(
          "The values need " + measured + " bytes, an encoding has at most " + MAX_BYTES);
    }
    int from = prefix.length();
    return Bytes.generate(
        from + (int) measured,
        target -> {
          prefix.copyTo(target, 0);
          plan.writeAll(values, target, from);
        });
  }

  /** Decodes behind a selector; offsets in errors count from the first byte of all. */
  List<Value> decodeFrom(Bytes bytes, int from) {
    return List.of(readWhole(new AbiReader(bytes, types, plan.depth), from));
  }

  private Value[] readWhole(AbiReader in, int from) {
    Value[] values = plan.readAll(in, from);
    if (in.end != in.length()) {
      throw in.refused(
          DecodeReason.TRAILING,
          in.end,
          "expected the end, got " + (in.length() - in.end) + " more bytes");
    }
    return values;
  }

  @Override
  public AddressForm addresses() {
    return AddressForm.EVM;
  }

  @Override
  public Explanation explained(Bytes bytes) {
    return explainBehind(Bytes.EMPTY, bytes);
  }

  /** Explains bytes behind a selector that was checked. */
  Explanation explainBehind(Bytes selector, Bytes bytes) {
    TracingAbiReader in = new TracingAbiReader(bytes, types, plan.depth);
    Optional<CodecException> refusal = Optional.empty();
    try {
      readWhole(in, selector.length());
    } catch (CodecException refused) {
      refusal = Optional.of(refused);
    }
    return new Explanation(selector, in.describe(types, bytes), refusal);
  }

  AbiTuple plan() {
    return plan;
  }

  /**
   * Why the EVM lacks one of these values, though each fits its neutral type; null if it does not.
   */
  @Nullable String misfit(List<Value> values) {
    return plan.misfitOf(values);
  }

  private IllegalArgumentException unfit(List<Value> values) {
    Values.check(types, values);
    String misfit = plan.misfitOf(values);
    if (misfit == null) {
      throw new IllegalStateException(
          "Values fit " + types + " but could not be measured: " + values);
    }
    return new IllegalArgumentException("Value at " + misfit);
  }
}
