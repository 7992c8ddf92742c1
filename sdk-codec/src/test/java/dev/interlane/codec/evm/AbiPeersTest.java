package dev.interlane.codec.evm;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.TypeDecoder;
import org.web3j.abi.datatypes.Type;

/** Holds our bytes and values against those of two other implementations, on random types. */
class AbiPeersTest {
  private final long seed = Long.getLong("interlane.seed", System.nanoTime());
  private final AbiSamples samples = new AbiSamples(new Random(seed));

  @Test
  void agreesWithHeadlongInBothDirections() {
    for (int i = 0; i < 600; i++) {
      List<ValueType> types = samples.types();
      List<Value> values = samples.values(types);
      TupleType<Tuple> peer = TupleType.parse(new ValueType.Tuple(types).canonical());

      Bytes ours = AbiCodec.of(types).encodeValues(values);
      Tuple theirs = peer.decode(ours.toArray());

      assertThat(plain(theirs))
          .as("seed %d types %s", seed, types)
          .isEqualTo(plain(new Value.Sequence(values)));
      assertThat(Bytes.of(peer.encode(theirs).array()))
          .as("seed %d types %s", seed, types)
          .isEqualTo(ours);
    }
  }

  // Its dynamic arrays of dynamic arrays and its tuples want generated classes, so the types here
  // are flat.
  @SuppressWarnings("rawtypes") // as its encoder takes them
  @Test
  void agreesWithWeb3jOnFlatTypes() throws ReflectiveOperationException {
    for (int i = 0; i < 300; i++) {
      List<ValueType> types = new ArrayList<>();
      List<Value> values = new ArrayList<>();
      List<Type> peers = new ArrayList<>();
      for (int n = 0; n < 3; n++) {
        ValueType leaf = samples.leaf();
        ValueType type =
            switch (i % 3) {
              case 0 -> leaf;
              case 1 -> new ValueType.Array(leaf);
              default -> new ValueType.FixedArray(leaf, 2);
            };
        Value value = samples.value(type);
        // It cannot tell the type of an empty array, and counts a fixed array of dynamic elements,
        // whose head is one
        // word, as one word per element; headlong and the recorded vectors do as we do.
        boolean miscounted =
            type instanceof ValueType.FixedArray
                && (leaf instanceof ValueType.Blob || leaf instanceof ValueType.Text);
        if (value.equals(Value.Sequence.of()) || miscounted) {
          continue;
        }
        types.add(type);
        values.add(value);
        peers.add(TypeDecoder.instantiateType(type.canonical(), forWeb3j(value)));
      }

      Bytes ours = AbiCodec.of(types).encodeValues(values);

      assertThat(ours.toHex())
          .as("seed %d types %s", seed, types)
          .isEqualTo("0x" + FunctionEncoder.encodeConstructor(peers));
    }
  }

  private static Object forWeb3j(Value value) {
    return switch (value) {
      case Value.Int number -> number.number();
      case Value.Bool bool -> bool.truth();
      case Value.Blob blob -> blob.bytes().toArray();
      case Value.Text text -> text.text();
      case Value.Address address -> address.bytes().toHex();
      case Value.Sequence sequence ->
          sequence.elements().stream().map(AbiPeersTest::forWeb3j).toList();
      default -> throw new IllegalArgumentException("Not a value of the EVM: " + value);
    };
  }

  /** Ours and theirs in lists, numbers and text that compare. */
  private static Object plain(Object value) {
    return switch (value) {
      case Value.Int number -> number.number();
      case Value.Bool bool -> bool.truth();
      case Value.Blob blob -> blob.bytes().toHex();
      case Value.Text text -> text.text();
      case Value.Address address -> address.bytes().toHex();
      case Value.Sequence sequence ->
          sequence.elements().stream().map(AbiPeersTest::plain).toList();
      case Tuple tuple -> {
        List<Object> parts = new ArrayList<>();
        for (int i = 0; i < tuple.size(); i++) {
          Object part = tuple.get(i);
          parts.add(plain(part));
        }
        yield parts;
      }
      case com.esaulpaugh.headlong.abi.Address address -> Bytes.fromHex(address.toString()).toHex();
      case byte[] bytes -> Bytes.of(bytes).toHex();
      case BigInteger number -> number;
      case Number number -> BigInteger.valueOf(number.longValue());
      case Boolean truth -> truth;
      case String text -> text;
      default -> {
        List<Object> parts = new ArrayList<>();
        for (int i = 0; i < Array.getLength(value); i++) {
          parts.add(plain(Array.get(value, i)));
        }
        yield parts;
      }
    };
  }
}
