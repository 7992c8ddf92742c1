package dev.interlane.codec.internal;

import dev.interlane.codec.Explanation;
import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.bind.AddressForm;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import dev.interlane.value.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Values behind the constant bytes that say what they are: a selector, a discriminator. */
public abstract class TaggedCodec implements ValueCodec {
  private final FunctionSignature signature;
  private final List<String> names;
  private final Bytes tag;
  private final PlanCodec values;

  /**
   * Values behind a tag.
   *
   * @param names of the parameters, or none where they are not known
   * @throws IllegalArgumentException if there are names, but not one per parameter
   */
  protected TaggedCodec(
      FunctionSignature signature, List<String> names, Bytes tag, PlanCodec values) {
    this.signature = signature;
    this.names = requireNames(names, signature.parameters());
    this.tag = tag;
    this.values = values;
  }

  /** The names, which are as many as types, or none. */
  public static List<String> requireNames(List<String> names, List<ValueType> types) {
    if (!names.isEmpty() && names.size() != types.size()) {
      throw new IllegalArgumentException(
          "Expected " + types.size() + " names or none, got " + names);
    }
    return List.copyOf(names);
  }

  /** The name and the types of the parameters. */
  public final FunctionSignature signature() {
    return signature;
  }

  /** What stands in front of the values. */
  protected final Bytes tag() {
    return tag;
  }

  /** The codec of the values alone. */
  protected final PlanCodec values() {
    return values;
  }

  @Override
  public final List<ValueType> types() {
    return signature.parameters();
  }

  @Override
  public final List<String> names() {
    return names;
  }

  /**
   * The bytes of Java values, taken as {@link Values#coerce(FunctionSignature, List)} does.
   *
   * @throws IllegalArgumentException if there are more or fewer than parameters, or one does not
   *     fit
   */
  @Override
  public final Bytes encode(Object... given) {
    return encodeValues(Values.coerce(signature, Arrays.asList(given)));
  }

  /**
   * The bytes of one value per parameter.
   *
   * @throws IllegalArgumentException if there are more or fewer than parameters, or one does not
   *     fit
   */
  @Override
  public final Bytes encodeValues(List<Value> given) {
    return values.encodeBetween(tag, given, Bytes.EMPTY);
  }

  /**
   * The values in bytes that begin with the tag.
   *
   * @throws CodecException if they begin otherwise, or are not canonical
   */
  @Override
  public final List<Value> decode(Bytes bytes) {
    Tag.require(bytes, tag, signature.canonical());
    return values.decodeFrom(bytes, tag.length());
  }

  @Override
  public final AddressForm addresses() {
    return values.addresses();
  }

  @Override
  public final Explanation explained(Bytes bytes) {
    try {
      Tag.require(bytes, tag, signature.canonical());
    } catch (CodecException refused) {
      return new Explanation(tag, List.of(), Optional.of(refused));
    }
    return values.explainBehind(tag, bytes);
  }

  /** The name and the types. */
  @Override
  public final String toString() {
    return signature.canonical();
  }
}
