package dev.interlane.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.cosmwasm.CosmWasmJson;
import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.codec.evm.SolidityAbi;
import dev.interlane.codec.move.Bcs;
import dev.interlane.codec.move.EntryFunction;
import dev.interlane.codec.starknet.CairoSerde;
import dev.interlane.codec.stellar.ScVal;
import dev.interlane.codec.substrate.Scale;
import dev.interlane.codec.svm.Borsh;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationTest {
  private static final List<ValueType> TYPES =
      List.of(
          new ValueType.UInt(32),
          new ValueType.Array(
              new ValueType.Struct(
                  "Leg",
                  List.of(
                      new ValueType.Field("note", new ValueType.Text()),
                      new ValueType.Field("sizes", new ValueType.Array(new ValueType.UInt(64))),
                      new ValueType.Field("on", new ValueType.Bool())))),
          new ValueType.FixedArray(new ValueType.UInt(64), 2));

  private static final List<Object> VALUES =
      List.of(
          7,
          List.of(List.of("ab", List.of(1, 2), true), List.of("", List.of(), false)),
          List.of(3, 4));

  private static Stream<ValueCodec> codecs() {
    Stream<Function<List<ValueType>, ValueCodec>> makers =
        Stream.of(
            AbiCodec::of,
            Borsh::of,
            Bcs::of,
            Scale::of,
            CairoSerde::of,
            CosmWasmJson::of,
            ScVal::of);
    return makers.map(maker -> maker.apply(TYPES));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void saysWhatEveryPartIs(ValueCodec codec) {
    Bytes encoded = codec.encode(VALUES.toArray());

    Explanation explanation = codec.explained(encoded);

    assertThat(explanation.refusal()).isEmpty();
    assertThat(explanation.parts()).hasSize(3);
    DecodedPart legs = explanation.parts().get(1);
    assertThat(legs.parts()).extracting(DecodedPart::name).containsExactly("[0]", "[1]");
    DecodedPart leg = legs.parts().get(0);
    assertThat(leg.parts())
        .extracting(DecodedPart::name)
        .containsExactlyInAnyOrder(".note", ".sizes", ".on");
    assertThat(part(leg, ".note").content()).contains(new Value.Text("ab"));
    assertThat(part(leg, ".sizes").parts().get(1).content()).contains(Value.Int.of(2));
    assertThat(explanation.parts().get(2).parts())
        .extracting(DecodedPart::content)
        .containsExactly(Optional.of(Value.Int.of(3)), Optional.of(Value.Int.of(4)));
    assertPlaces(explanation.parts(), 0, encoded.length());
  }

  private static DecodedPart part(DecodedPart whole, String name) {
    return whole.parts().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Each part lies within what it is part of, and no two take the same byte. */
  private static void assertPlaces(List<DecodedPart> parts, int from, int to) {
    List<DecodedPart> inOrder =
        parts.stream().sorted((a, b) -> Integer.compare(a.from(), b.from())).toList();
    int next = from;
    for (DecodedPart part : inOrder) {
      assertThat(part.from()).as("%s", part.name()).isGreaterThanOrEqualTo(next);
      assertThat(part.to()).as("%s", part.name()).isBetween(part.from(), to);
      assertPlaces(part.parts(), part.from(), part.to());
      next = part.to();
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void refusesWhereTheDecoderDoes(ValueCodec codec) {
    long seed = Long.getLong("interlane.seed", System.nanoTime());
    Random random = new Random(seed);
    Bytes encoded = codec.encode(VALUES.toArray());
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = encoded.toArray();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      Bytes changed = Bytes.of(bytes).slice(0, random.nextInt(bytes.length + 1));

      Explanation explanation = codec.explained(changed);

      assertThat(explanation.refusal().map(CodecException::getMessage))
          .as("seed %d, %s", seed, changed)
          .isEqualTo(refusal(codec, changed));
    }
  }

  private static Optional<String> refusal(ValueCodec codec, Bytes bytes) {
    try {
      codec.decode(bytes);
      return Optional.empty();
    } catch (CodecException refused) {
      return Optional.ofNullable(refused.getMessage());
    }
  }

  @Test
  void keepsWhatWasReadBeforeTheBadByte() {
    Explanation explanation =
        Borsh.parse("(uint16,(bool,string))").explained(Bytes.fromHex("0x07000102000000c328"));

    assertThat(explanation.refusal())
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(DecodeReason.BAD_UTF8);
              assertThat(refusal.offset()).isEqualTo(7);
              assertThat(refusal.path()).isEqualTo("[1][1]");
            });
    assertThat(explanation.parts().get(0).content()).contains(Value.Int.of(7));
    DecodedPart tuple = explanation.parts().get(1);
    assertThat(tuple.isWhole()).isFalse();
    assertThat(tuple.parts().get(0).content()).contains(Value.Bool.TRUE);
    assertThat(tuple.parts().get(1).isWhole()).isFalse();
    assertThat(tuple.parts().get(1).from()).isEqualTo(3);
  }

  @Test
  void saysWhereOffsetsStand() {
    ValueCodec submit =
        SolidityAbi.parse(Descriptions.read("vault.abi.json")).function("submit").call();
    List<Object> leg = List.of(EvmAddress.parse("0x" + "11".repeat(20)), 3);
    Bytes call = submit.encode(List.of(List.of(1, List.of(leg, leg), Bytes.fromHex("0xbeef"))), 1);

    Explanation explanation = submit.explained(call);

    assertThat(explanation.tag()).isEqualTo(call.slice(0, 4));
    DecodedPart orders = explanation.parts().get(0);
    assertThat(orders.head()).isEqualTo(4);
    assertThat(orders.from()).isEqualTo(68);
    DecodedPart note = part(orders.parts().get(0), ".note");
    assertThat(note.content()).contains(new Value.Blob(Bytes.fromHex("0xbeef")));
    assertThat(call.slice(note.from(), 32).get(31)).isEqualTo((byte) 2);
    assertThat(note.to()).isEqualTo(call.length());
  }

  @Test
  void leavesLengthsOfArgumentsOut() {
    EntryFunction function = EntryFunction.parse("0x1::m::f(uint64,bytes)");
    Bytes call = function.encode(5, Bytes.fromHex("0xbeef"));

    Explanation explanation = function.explained(call);

    DecodedPart number = explanation.parts().get(0);
    assertThat(number.content()).contains(Value.Int.of(5));
    assertThat(number.to() - number.from()).isEqualTo(8);
    assertThat(explanation.parts().get(1).content())
        .contains(new Value.Blob(Bytes.fromHex("0xbeef")));
  }

  @Test
  void explainsAWrongSelector() {
    Explanation explanation =
        AbiFunction.parse("f(bool)").call().explained(Bytes.fromHex("0x00000000"));

    assertThat(explanation.parts()).isEmpty();
    assertThat(explanation.refusal())
        .hasValueSatisfying(
            refusal -> assertThat(refusal.reason()).isEqualTo(DecodeReason.WRONG_TAG));
  }

  @Test
  void showsOptionsAndEnumsByTheirContent() {
    ValueType side =
        new ValueType.Choice(
            "Side",
            List.of(
                new ValueType.Variant("Buy", 0, new ValueType.Unit()),
                new ValueType.Variant("Limit", 1, new ValueType.UInt(8))));
    ValueCodec codec = Scale.of(List.of(new ValueType.Option(new ValueType.UInt(8)), side));

    Explanation explanation =
        codec.explained(codec.encode(Optional.empty(), new Value.Choice("Limit", Value.Int.of(9))));

    assertThat(explanation.parts().get(0).content()).contains(new Value.None());
    assertThat(explanation.parts().get(1).parts().get(0).name()).isEqualTo(".Limit");
    assertThat(explanation.parts().get(1).parts().get(0).content()).contains(Value.Int.of(9));
  }
}
