package dev.interlane.codec.stellar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.codec.Samples;
import dev.interlane.codec.ValueCodec;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stellar.sdk.scval.Scv;
import org.stellar.sdk.xdr.SCVal;

/**
 * Against Stellar's own SDK. The seed is printed with each failure and taken back with {@code
 * -Dinterlane.seed}.
 */
class ScValPeerTest {
  private static final String ACCOUNT = "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ";

  private final long seed = Long.getLong("interlane.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Samples samples = new Samples(vm(), random);

  // It takes accounts only whose key is a point of the curve, which most random bytes are not.
  private static Samples.Vm vm() {
    Samples.Vm vm = new ScValTest().vm();
    return new Samples.Vm(
        vm.leaves(),
        vm.keys(),
        vm.shapes(),
        random ->
            Value.Address.parse(
                random.nextBoolean()
                    ? ACCOUNT
                    : new StrKey(StrKey.Kind.CONTRACT, Bytes.generate(32, random::nextBytes))
                        .toString()));
  }

  @Test
  void writesWhatStellarsSdkWrites() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      ValueType type = samples.types().get(0);
      ValueCodec codec = ScVal.of(List.of(type));

      Bytes ours = codec.encodeValues(List.of(samples.value(type)));

      // Maps are decoded in the order that they are written in, which its encoder leaves to us.
      SCVal peer = peer(type, codec.decode(ours).get(0));
      assertThat(Bytes.of(peer.toXdrByteArray())).as("seed %d type %s", seed, type).isEqualTo(ours);
    }
  }

  @Test
  void readsNothingThatStellarsSdkRefuses() throws IOException {
    for (int i = 0; i < 4_000; i++) {
      ValueType type = samples.types().get(0);
      ValueCodec codec = ScVal.of(List.of(type));
      byte[] changed = codec.encodeValues(List.of(samples.value(type))).toArray();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      Bytes input = Bytes.of(changed);
      if (reads(codec, input)) {
        SCVal peer = read(input, type);
        assertThat(Bytes.of(peer.toXdrByteArray()))
            .as("seed %d type %s", seed, type)
            .isEqualTo(input);
      }
    }
  }

  private SCVal read(Bytes input, ValueType type) {
    // It takes the end behind an empty text for padding, so the input does not end there.
    Bytes followed = Bytes.concat(input, Bytes.of(new byte[4]));
    try {
      return SCVal.fromXdrByteArray(followed.toArray());
    } catch (IOException refused) {
      throw new AssertionError("seed " + seed + " type " + type + " input " + input, refused);
    }
  }

  private static boolean reads(ValueCodec codec, Bytes input) {
    try {
      return !codec.decode(input).isEmpty();
    } catch (CodecException refused) {
      return false;
    }
  }

  private static SCVal peer(ValueType type, Value value) {
    return switch (type) {
      case ValueType.UInt uint ->
          switch (uint.bits()) {
            case 32 -> Scv.toUint32(value.asLong());
            case 64 -> Scv.toUint64(value.asNumber());
            case 128 -> Scv.toUint128(value.asNumber());
            default -> Scv.toUint256(value.asNumber());
          };
      case ValueType.Int signed ->
          switch (signed.bits()) {
            case 32 -> Scv.toInt32((int) value.asLong());
            case 64 -> Scv.toInt64(value.asLong());
            case 128 -> Scv.toInt128(value.asNumber());
            default -> Scv.toInt256(value.asNumber());
          };
      case ValueType.Bool bool -> Scv.toBoolean(value.asTruth());
      case ValueType.Text text -> Scv.toString(value.asText());
      case ValueType.Symbol symbol -> Scv.toSymbol(value.asText());
      case ValueType.Blob blob -> Scv.toBytes(value.asBytes().toArray());
      case ValueType.FixedBytes fixed -> Scv.toBytes(value.asBytes().toArray());
      case ValueType.Address address -> Scv.toAddress(((Value.Address) value).text().orElseThrow());
      case ValueType.Unit unit -> Scv.toVoid();
      case ValueType.Array array -> vector(array.element(), value);
      case ValueType.FixedArray array -> vector(array.element(), value);
      case ValueType.Tuple tuple -> {
        List<SCVal> parts = new ArrayList<>();
        for (int i = 0; i < tuple.components().size(); i++) {
          parts.add(peer(tuple.components().get(i), value.asElements().get(i)));
        }
        yield Scv.toVec(parts);
      }
      case ValueType.Struct struct -> struct(struct, value);
      case ValueType.Choice choice -> choice(choice, (Value.Choice) value);
      case ValueType.Option option ->
          value instanceof Value.Some some ? peer(option.element(), some.element()) : Scv.toVoid();
      case ValueType.Dictionary map -> {
        LinkedHashMap<SCVal, SCVal> entries = new LinkedHashMap<>();
        for (Value.Entry each : ((Value.Dictionary) value).entries()) {
          entries.put(peer(map.key(), each.key()), peer(map.value(), each.value()));
        }
        yield Scv.toMap(entries);
      }
      case ValueType.Compact compact -> throw new AssertionError("No type of Soroban: " + type);
      case ValueType.Felt felt -> throw new AssertionError("No type of Soroban: " + type);
    };
  }

  private static SCVal vector(ValueType element, Value value) {
    return Scv.toVec(value.asElements().stream().map(each -> peer(element, each)).toList());
  }

  private static SCVal struct(ValueType.Struct struct, Value value) {
    List<Integer> byName = new ArrayList<>();
    for (int i = 0; i < struct.fields().size(); i++) {
      byName.add(i);
    }
    byName.sort(Comparator.comparing(i -> struct.fields().get(i).name()));
    LinkedHashMap<SCVal, SCVal> fields = new LinkedHashMap<>();
    for (int i : byName) {
      ValueType.Field field = struct.fields().get(i);
      fields.put(Scv.toSymbol(field.name()), peer(field.type(), value.asElements().get(i)));
    }
    return Scv.toMap(fields);
  }

  private static SCVal choice(ValueType.Choice type, Value.Choice value) {
    ValueType data =
        type.variants().stream()
            .filter(variant -> variant.name().equals(value.variant()))
            .findFirst()
            .orElseThrow()
            .type();
    SCVal name = Scv.toSymbol(value.variant());
    return Scv.toVec(
        data instanceof ValueType.Unit ? List.of(name) : List.of(name, peer(data, value.data())));
  }
}
