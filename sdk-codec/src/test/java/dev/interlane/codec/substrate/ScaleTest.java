package dev.interlane.codec.substrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.codec.Samples;
import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.ValueCodecContract;
import dev.interlane.error.CodecException;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest extends ValueCodecContract {
  private static final String ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
  private static final Bytes ALICE_KEY =
      Bytes.fromHex("0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d");

  @Override
  protected Samples.Vm vm() {
    List<ValueType> leaves =
        List.of(
            new ValueType.UInt(8),
            new ValueType.Int(16),
            new ValueType.UInt(64),
            new ValueType.Int(128),
            new ValueType.UInt(256),
            new ValueType.Int(256),
            new ValueType.Compact(8),
            new ValueType.Compact(32),
            new ValueType.Compact(64),
            new ValueType.Compact(128),
            new ValueType.Compact(256),
            new ValueType.Bool(),
            new ValueType.Text(),
            new ValueType.Blob(),
            new ValueType.FixedBytes(7),
            new ValueType.Address(),
            new ValueType.Unit());
    return new Samples.Vm(
        leaves,
        leaves,
        List.of(Samples.Shape.values()),
        random -> Value.Address.of(Bytes.generate(32, random::nextBytes)));
  }

  @Override
  protected ValueCodec codec(List<ValueType> types) {
    return Scale.of(types);
  }

  @Test
  void takesAccountIdsAsTextAndAsBytes() {
    ValueCodec codec = Scale.parse("(address)");

    assertThat(codec.encode(ALICE)).isEqualTo(ALICE_KEY);
    assertThat(codec.decode(ALICE_KEY)).containsExactly(Value.Address.of(ALICE_KEY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode(ALICE.replace("QY", "QZ")))
        .withMessageContaining("SS58");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode("0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb"));
  }

  @Test
  void writesCompactNumbersOfEveryMode() {
    ValueCodec codec = Scale.parse("(compact256)");
    Object[][] known = {
      {63L, "0xfc"},
      {64L, "0x0101"},
      {16_383L, "0xfdff"},
      {16_384L, "0x02000100"},
      {(1L << 30) - 1, "0xfeffffff"},
      {1L << 30, "0x0300000040"},
      {BigInteger.TWO.pow(64), "0x17000000000000000001"},
    };
    for (Object[] each : known) {
      Bytes encoded = codec.encode(each[0]);
      assertThat(encoded.toHex()).isEqualTo(each[1]);
      assertThat(codec.encodeValues(codec.decode(encoded))).isEqualTo(encoded);
    }
  }

  @Test
  void framesPalletCalls() {
    PalletCall transfer = PalletCall.of(5, 3, Scale.parse("(address,compact128)").types());

    Bytes call = transfer.encode(ALICE, 12);

    assertThat(call)
        .isEqualTo(Bytes.concat(Bytes.fromHex("0x0503"), ALICE_KEY, Bytes.of((byte) 48)));
    assertThat(transfer.decode(call))
        .containsExactly(Value.Address.of(ALICE_KEY), Value.Int.of(12));
    assertThatThrownBy(() -> PalletCall.of(5, 4, List.of()).decode(call))
        .isInstanceOf(CodecException.class);
    assertThatIllegalArgumentException().isThrownBy(() -> PalletCall.of(256, 0, List.of()));
  }

  @Test
  void takesTheSelectorThatTheContractChose() {
    InkMessage chosen = InkMessage.of("flip", List.of()).withSelector(Bytes.fromHex("0xdeadbeef"));

    assertThat(chosen.encode().toHex()).isEqualTo("0xdeadbeef");
    assertThat(InkMessage.of("flip", List.of()).selector().toHex()).isEqualTo("0x633aa551");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> chosen.withSelector(Bytes.fromHex("0x00")));
  }

  @Test
  void refusesTypesThatScaleLacks() {
    assertThatThrownBy(() -> Scale.parse("(bool,uint24)"))
        .isInstanceOf(UnrepresentableTypeException.class)
        .hasMessageContaining("[1], uint24");
  }
}
