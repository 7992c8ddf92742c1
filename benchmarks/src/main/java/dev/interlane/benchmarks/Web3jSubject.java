package dev.interlane.benchmarks;

import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.DynamicStruct;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.abi.datatypes.reflection.Parameterized;

/** Calldata by web3j, whose natural form is hexadecimal text. */
@SuppressWarnings("rawtypes") // as its own API has it
final class Web3jSubject implements CodecSubject {
  private static final int SELECTOR_CHARS = 10;

  private final Function function;
  private final List<TypeReference<Type>> types;
  private final int bytes;
  private final String arguments;

  /** The struct of the nested payload, as web3j's generator writes them. */
  public static final class Order extends DynamicStruct {
    /** What its decoder calls. */
    public Order(
        Uint64 id, Bool open, @Parameterized(type = Address.class) DynamicArray<Address> parties) {
      super(id, open, parties);
    }
  }

  Web3jSubject(CodecPayload payload) {
    List<Value> values = AbiSubject.values(payload);
    function = new Function("place", inputs(payload, values), List.of());
    types = types(payload);
    String encoded = FunctionEncoder.encode(function);
    bytes = encoded.length() / 2 - 1;
    arguments = encoded.substring(SELECTOR_CHARS);
    if (!Bytes.fromHex(encoded).equals(new AbiSubject(payload).encoded())) {
      throw new IllegalStateException("The two encoders differ on " + payload);
    }
  }

  private static List<Type> inputs(CodecPayload payload, List<Value> values) {
    Value first = values.get(0);
    return switch (payload) {
      case TRANSFER -> List.of(address(first), number(values.get(1)));
      case NESTED ->
          List.of(
              new DynamicArray<>(
                  Order.class, first.asElements().stream().map(Web3jSubject::order).toList()),
              number(values.get(1)));
      case BULK ->
          List.of(
              new DynamicBytes(first.asBytes().toArray()),
              new DynamicArray<>(
                  Uint256.class,
                  values.get(1).asElements().stream().map(Web3jSubject::number).toList()));
    };
  }

  private static Order order(Value order) {
    List<Value> parts = order.asElements();
    return new Order(
        new Uint64(parts.get(0).asNumber()),
        new Bool(parts.get(1).asTruth()),
        new DynamicArray<>(
            Address.class, parts.get(2).asElements().stream().map(Web3jSubject::address).toList()));
  }

  private static Address address(Value address) {
    return new Address(address.asEvmAddress().toString());
  }

  private static Uint256 number(Value number) {
    return new Uint256(number.asNumber());
  }

  @SuppressWarnings("unchecked") // as its own decoder wants them
  private static List<TypeReference<Type>> types(CodecPayload payload) {
    List<TypeReference<?>> types =
        switch (payload) {
          case TRANSFER ->
              List.of(new TypeReference<Address>() {}, new TypeReference<Uint256>() {});
          case NESTED ->
              List.of(new TypeReference<DynamicArray<Order>>() {}, new TypeReference<Uint256>() {});
          case BULK ->
              List.of(
                  new TypeReference<DynamicBytes>() {},
                  new TypeReference<DynamicArray<Uint256>>() {});
        };
    return types.stream().map(type -> (TypeReference<Type>) type).toList();
  }

  @Override
  public Object encode() {
    return FunctionEncoder.encode(function);
  }

  @Override
  public Object decode() {
    return FunctionReturnDecoder.decode(arguments, types);
  }

  @Override
  public int encodedBytes() {
    return bytes;
  }
}
