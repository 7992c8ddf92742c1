package dev.interlane.codec.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.Base58;
import dev.interlane.codec.Samples;
import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.ValueCodecContract;
import dev.interlane.error.CodecException;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BorshTest extends ValueCodecContract {
  private static final String TOKEN_PROGRAM = "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA";
  private static final String SYSTEM_PROGRAM = "1".repeat(32);

  @Override
  protected Samples.Vm vm() {
    List<ValueType> ints =
        List.of(
            new ValueType.UInt(8),
            new ValueType.Int(16),
            new ValueType.UInt(64),
            new ValueType.Int(64),
            new ValueType.UInt(128),
            new ValueType.Int(128));
    List<ValueType> others =
        List.of(
            new ValueType.Bool(),
            new ValueType.Text(),
            new ValueType.Blob(),
            new ValueType.FixedBytes(7),
            new ValueType.Address(),
            new ValueType.Unit());
    return new Samples.Vm(
        Stream.concat(ints.stream(), others.stream()).toList(),
        Stream.concat(ints.stream(), others.stream()).toList(),
        List.of(Samples.Shape.values()),
        random -> key(Bytes.generate(32, random::nextBytes)));
  }

  @Override
  protected ValueCodec codec(List<ValueType> types) {
    return Borsh.of(types);
  }

  private static Value.Address key(Bytes key) {
    return Value.Address.parse(Base58.encode(key));
  }

  @Test
  void takesAddressesAsTextAndAsBytes() {
    ValueCodec codec = Borsh.parse("(address)");
    Bytes key = Base58.decode(TOKEN_PROGRAM);

    assertThat(codec.encode(TOKEN_PROGRAM)).isEqualTo(key);
    assertThat(codec.encodeValues(List.of(Value.Address.of(key)))).isEqualTo(key);
    assertThat(codec.decode(key)).containsExactly(Value.Address.parse(TOKEN_PROGRAM));
    // Its text has 32 characters too.
    assertThat(codec.encode(SYSTEM_PROGRAM)).isEqualTo(Bytes.of(new byte[32]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode("0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb"))
        .withMessageContaining("[0] must be a Solana address");
    assertThatIllegalArgumentException().isThrownBy(() -> codec.encode("no base58: 0OIl"));
  }

  @Test
  void hashesNamesInSnakeCase() {
    assertThat(AnchorDiscriminator.ofInstruction("transferTokens"))
        .isEqualTo(AnchorDiscriminator.of("global:transfer_tokens"));
    assertThat(AnchorDiscriminator.ofInstruction("sendHTTPNow"))
        .isEqualTo(AnchorDiscriminator.of("global:send_http_now"));
    assertThat(AnchorDiscriminator.ofAccount("Config").toHex()).isEqualTo("0x9b0caae01efacc82");
    assertThat(AnchorDiscriminator.ofEvent("Moved"))
        .isEqualTo(AnchorDiscriminator.of("event:Moved"));
  }

  @Test
  void takesTheDiscriminatorOfTheIdl() {
    AnchorInstruction chosen =
        AnchorInstruction.parse("deposit(uint64)").withDiscriminator(Bytes.of((byte) 7));

    Bytes data = chosen.encode(5);

    assertThat(data.toHex()).isEqualTo("0x070500000000000000");
    assertThat(chosen.decode(data)).containsExactly(Value.Int.of(5));
    assertThatThrownBy(() -> AnchorInstruction.parse("deposit(uint64)").decode(data))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("WRONG_TAG");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(uint256)|[0], uint256: integers have 8, 16, 32, 64 or 128 bits",
        "(bool,(int24)[])|[1][][0], int24",
        "(compact32)|use uint32",
        "(felt)|use uint256",
        "(symbol)|use string",
      })
  void refusesTypesThatBorshLacks(String types, String detail) {
    assertThatThrownBy(() -> Borsh.parse(types))
        .isInstanceOf(UnrepresentableTypeException.class)
        .hasMessageContaining(detail);
  }

  @Test
  void refusesRepeatedKeys() {
    ValueCodec codec = Borsh.parse("(map<uint8,bool>)");
    Value.Entry entry = new Value.Entry(Value.Int.of(1), Value.Bool.TRUE);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encodeValues(List.of(new Value.Dictionary(List.of(entry, entry)))))
        .withMessageContaining("distinct");
  }

  @Test
  void namesReasonOffsetAndPath() {
    ValueCodec codec =
        Borsh.of(
            List.of(
                new ValueType.Bool(),
                new ValueType.Dictionary(
                    new ValueType.UInt(8),
                    new ValueType.Option(
                        new ValueType.Struct(
                            "S", List.of(new ValueType.Field("note", new ValueType.Text())))))));

    assertThatThrownBy(() -> codec.decode(Bytes.fromHex("0x01010000000501" + "01000000ff")))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("BAD_UTF8 at byte 11, [1]{0}.note");
  }
}
