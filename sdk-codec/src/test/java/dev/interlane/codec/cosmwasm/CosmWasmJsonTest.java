package dev.interlane.codec.cosmwasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.codec.Samples;
import dev.interlane.codec.ValueCodec;
import dev.interlane.codec.ValueCodecContract;
import dev.interlane.error.CodecException;
import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.FunctionSignature;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CosmWasmJsonTest extends ValueCodecContract {
  private static final List<String> ADDRESSES =
      List.of(
          "wasm1cx8ew76xrkl797f7ztraahvyqgtms0clp6zkla",
          "wasm1awdes3zz5tc4vf2nfus32qxhkarpvdm3rn72slyn72awkhnflw2q70xnj0");
  private static final ExecuteMessage TRANSFER =
      ExecuteMessage.of(
          "transfer",
          List.of(
              new ValueType.Field("recipient", new ValueType.Address()),
              new ValueType.Field("amount", new ValueType.UInt(128))));

  @Override
  protected Samples.Vm vm() {
    return new Samples.Vm(
        List.of(
            new ValueType.UInt(8),
            new ValueType.Int(16),
            new ValueType.UInt(32),
            new ValueType.Int(64),
            new ValueType.UInt(64),
            new ValueType.UInt(128),
            new ValueType.Int(256),
            new ValueType.UInt(256),
            new ValueType.Bool(),
            new ValueType.Text(),
            new ValueType.Blob(),
            new ValueType.FixedBytes(7),
            new ValueType.Address(),
            new ValueType.Unit()),
        List.of(new ValueType.Text(), new ValueType.Address()),
        List.of(Samples.Shape.values()),
        random -> Value.Address.parse(ADDRESSES.get(random.nextInt(ADDRESSES.size()))));
  }

  @Override
  protected ValueCodec codec(List<ValueType> types) {
    return CosmWasmJson.of(types);
  }

  @Test
  void namesArgumentsOrNot() {
    assertThat(TRANSFER.encode(ADDRESSES.get(0), 5).toUtf8())
        .isEqualTo("{\"transfer\":{\"recipient\":\"" + ADDRESSES.get(0) + "\",\"amount\":\"5\"}}");
    assertThat(execute("deposit(uint64,bool)").encode(5, true).toUtf8())
        .isEqualTo("{\"deposit\":[\"5\",true]}");
    assertThat(execute("withdraw(uint64)").encode(5).toUtf8()).isEqualTo("{\"withdraw\":\"5\"}");
    assertThat(execute("pause()").encode().toUtf8()).isEqualTo("{\"pause\":{}}");
    assertThat(execute("withdraw(uint64)").decode(Bytes.fromUtf8("{\"withdraw\":\"5\"}")))
        .containsExactly(Value.Int.of(5));
    assertThat(execute("pause()").decode(Bytes.fromUtf8("{\"pause\":{}}"))).isEmpty();
    assertThatThrownBy(() -> execute("pause()").decode(Bytes.fromUtf8("{\"resume\":{}}")))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("BAD_VARIANT");
    assertThatIllegalArgumentException().isThrownBy(() -> TRANSFER.encode(ADDRESSES.get(0)));
  }

  private static ExecuteMessage execute(String signature) {
    return ExecuteMessage.of(FunctionSignature.parse(signature));
  }

  @Test
  void refusesAddressesWithWrongChecksums() {
    ValueCodec codec = CosmWasmJson.parse("(address)");
    String wrong = ADDRESSES.get(0).replace("zkla", "zklq");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode(wrong))
        .withMessageContaining("bech32");
    assertThatThrownBy(() -> codec.decode(Bytes.fromUtf8("\"" + wrong + "\"")))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("WRONG_KIND");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode("0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "(string)|\"\\u0041\"|NON_MINIMAL",
        "(string)|\"\\u000a\"|NON_MINIMAL",
        "(string)|\"\\x\"|NON_MINIMAL",
        "(string)|\"\\u00\"|NON_MINIMAL",
        "(string)|\"\\|TRUNCATED",
        "(string)|\"\\\"|TRUNCATED",
        "(string)|5|WRONG_KIND",
        "(int8)|-129|INT_RANGE",
        "(int8)|-|TRUNCATED",
        "(uint8)|+1|WRONG_KIND",
        "(bool)|True|BAD_BOOL",
        "(option<bool>)|nul|TRUNCATED",
        "(option<bool>)|nulL|BAD_OPTION",
        "(bytes)|\"A===\"|WRONG_KIND",
        "(bytes)|\"====\"|WRONG_KIND",
        "(bytes2)|\"AA==\"|TRUNCATED",
        "(uint8[2])|[1]|TRUNCATED",
        "(uint8[2])|[1,2,3]|LENGTH_TOO_LARGE",
        "(uint8[])|[1,]|WRONG_KIND",
        "(map<string,bool>)|{\"b\":true,\"a\":true}|MAP_UNSORTED",
        "(map<string,bool>)|{\"a\":true,\"a\":true}|MAP_DUPLICATE",
      })
  void refusesEveryOtherForm(String types, String json, String reason) {
    assertThatThrownBy(() -> CosmWasmJson.parse(types).decode(Bytes.fromUtf8(json)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void refusesNumbersOfManyDigits() {
    String digits = "\"" + "9".repeat(100_000) + "\"";

    assertThatThrownBy(() -> CosmWasmJson.parse("(uint256)").decode(Bytes.fromUtf8(digits)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("INT_RANGE");
  }

  @ParameterizedTest
  @CsvSource({"0x08", "0x0a0161" + "0a0161", "0x0a00", "0x2a02" + "1800", "0x0a8100"})
  void refusesOtherProtobuf(String hex) {
    assertThatThrownBy(() -> ExecuteContract.decode(Bytes.fromHex(hex)))
        .isInstanceOf(CodecException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(option<option<bool>>)|both null",
        "(map<uint8,bool>)|string or address",
        "(felt)|use uint256",
        "(symbol)|use string",
        "(compact32)|use uint32",
      })
  void refusesTypesThatJsonLacks(String types, String detail) {
    assertThatThrownBy(() -> CosmWasmJson.parse(types))
        .isInstanceOf(UnrepresentableTypeException.class)
        .hasMessageContaining(detail);
  }
}
