package dev.interlane.codec.evm;

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

/** Arguments behind the selector of a function or an error. */
final class SelectedCodec implements ValueCodec {
  private final FunctionSignature signature;
  private final Bytes selector;
  private final AbiCodec arguments;

  private SelectedCodec(FunctionSignature signature, AbiCodec arguments) {
    this.signature = signature;
    this.selector = Selectors.of(signature);
    this.arguments = arguments;
  }

  static SelectedCodec of(FunctionSignature signature, List<String> names) {
    return new SelectedCodec(signature, AbiCodec.of(signature.parameters()).withNames(names));
  }

  FunctionSignature signature() {
    return signature;
  }

  Bytes selector() {
    return selector;
  }

  AbiCodec arguments() {
    return arguments;
  }

  @Override
  public List<ValueType> types() {
    return signature.parameters();
  }

  @Override
  public List<String> names() {
    return arguments.names();
  }

  @Override
  public Bytes encode(Object... values) {
    return encodeValues(Values.coerce(signature, Arrays.asList(values)));
  }

  @Override
  public Bytes encodeValues(List<Value> values) {
    return arguments.encodeAfter(selector, values);
  }

  @Override
  public List<Value> decode(Bytes bytes) {
    Selectors.require(bytes, selector, signature);
    return arguments.decodeFrom(bytes, Selectors.LENGTH_BYTES);
  }

  @Override
  public AddressForm addresses() {
    return AddressForm.EVM;
  }

  @Override
  public Explanation explained(Bytes bytes) {
    try {
      Selectors.require(bytes, selector, signature);
    } catch (CodecException refused) {
      return new Explanation(selector, List.of(), Optional.of(refused));
    }
    return arguments.explainBehind(selector, bytes);
  }

  @Override
  public String toString() {
    return signature.canonical();
  }
}
