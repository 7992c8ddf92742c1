package dev.interlane.zk.sp1;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.value.Value;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** The fields of a decoded struct, taken one after the other in the order of its type. */
final class AbiFields {
  private final Iterator<Value> values;

  private AbiFields(List<Value> values) {
    this.values = values.iterator();
  }

  /** The fields of the one struct that the bytes encode, as {@code abi.encode(struct)} does. */
  static AbiFields decode(AbiCodec codec, Bytes bytes) {
    return of(codec.decode(bytes).getFirst());
  }

  /** These values, as the arguments of a decoded call are. */
  static AbiFields of(List<Value> values) {
    return new AbiFields(values);
  }

  private static AbiFields of(Value struct) {
    return new AbiFields(((Value.Sequence) struct).elements());
  }

  AbiFields struct() {
    return of(values.next());
  }

  <T> List<T> list(Function<AbiFields, T> element) {
    return ((Value.Sequence) values.next())
        .elements().stream().map(AbiFields::of).map(element).toList();
  }

  List<Bytes> listOfBytes() {
    return ((Value.Sequence) values.next())
        .elements().stream().map(value -> ((Value.Blob) value).bytes()).toList();
  }

  Bytes bytes() {
    return ((Value.Blob) values.next()).bytes();
  }

  Bytes32 word() {
    return Bytes32.of(bytes());
  }

  BigInteger number() {
    return ((Value.Int) values.next()).number();
  }

  boolean truth() {
    return ((Value.Bool) values.next()).truth();
  }

  String text() {
    return ((Value.Text) values.next()).text();
  }

  EvmAddress address() {
    return ((Value.Address) values.next()).evmAddress();
  }
}
