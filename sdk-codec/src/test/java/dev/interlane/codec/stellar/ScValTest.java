package dev.interlane.codec.stellar;

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
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScValTest extends ValueCodecContract {
  // From SEP-23: an account and a contract of the same 32 bytes.
  private static final Bytes KEY =
      Bytes.fromHex("0x3f0c34bf93ad0d9971d04ccc90f705511c838aad9734a4a2fb0d7a03fc7fe89a");
  private static final String ACCOUNT = "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ";
  private static final String CONTRACT = "CA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUWDA";

  @Override
  protected Samples.Vm vm() {
    List<ValueType> keys =
        List.of(
            new ValueType.UInt(32),
            new ValueType.Int(32),
            new ValueType.UInt(64),
            new ValueType.Int(128),
            new ValueType.UInt(256),
            new ValueType.Int(256),
            new ValueType.Bool(),
            new ValueType.Text(),
            new ValueType.Symbol(),
            new ValueType.Blob(),
            new ValueType.FixedBytes(7),
            new ValueType.Address());
    return new Samples.Vm(
        keys,
        keys,
        List.of(Samples.Shape.values()),
        random ->
            address(
                random.nextBoolean() ? StrKey.Kind.ACCOUNT : StrKey.Kind.CONTRACT,
                Bytes.generate(32, random::nextBytes)));
  }

  @Override
  protected ValueCodec codec(List<ValueType> types) {
    return ScVal.of(types);
  }

  private static Value.Address address(StrKey.Kind kind, Bytes key) {
    return Value.Address.parse(new StrKey(kind, key).toString());
  }

  @Test
  void readsAndWritesStrKeys() {
    assertThat(StrKey.parse(ACCOUNT)).isEqualTo(new StrKey(StrKey.Kind.ACCOUNT, KEY));
    assertThat(StrKey.parse(CONTRACT)).isEqualTo(new StrKey(StrKey.Kind.CONTRACT, KEY));
    assertThat(new StrKey(StrKey.Kind.ACCOUNT, KEY)).hasToString(ACCOUNT);
    assertThat(new StrKey(StrKey.Kind.CONTRACT, KEY)).hasToString(CONTRACT);
    assertThat(
            Stream.of(ACCOUNT.replace("VSGZ", "VSGY"), ACCOUNT.toLowerCase(Locale.ROOT), "G", ""))
        .allSatisfy(text -> assertThat(StrKey.parse(text)).isNull());
  }

  @Test
  void framesInvocations() {
    FunctionSignature function = FunctionSignature.parse("transfer(address,int128)");
    ContractInvocation transfer = ContractInvocation.of(CONTRACT, function);

    Bytes call = transfer.encode(ACCOUNT, -1);

    String key = KEY.toHex().substring(2);
    assertThat(call.toHex())
        .isEqualTo(
            "0x"
                + "00000001"
                + key
                + "00000008"
                + "7472616e73666572"
                + "00000002"
                + "00000012"
                + "00000000"
                + "00000000"
                + key
                + "0000000a"
                + "ff".repeat(16));
    assertThat(transfer.decode(call))
        .containsExactly(Value.Address.parse(ACCOUNT), Value.Int.of(-1));
    assertThatThrownBy(
            () ->
                ContractInvocation.of(CONTRACT, FunctionSignature.parse("burn(address)"))
                    .decode(call))
        .isInstanceOf(CodecException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContractInvocation.of(ACCOUNT, function))
        .withMessageContaining("StrKey");
  }

  @Test
  void refusesOtherKindsOfAddresses() {
    ValueCodec codec = ScVal.parse("(address)");
    String key = KEY.toHex().substring(2);

    for (String other : List.of("00000002", "00000003", "0000000000000001", "ffffffff")) {
      assertThatThrownBy(() -> codec.decode(Bytes.fromHex("0x00000012" + other + key)))
          .isInstanceOf(CodecException.class)
          .hasMessageContaining("WRONG_KIND");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode(KEY.toHex()))
        .withMessageContaining("[0] must be a Stellar account or contract");
  }

  @Test
  void refusesNamesThatAreNoSymbols() {
    ValueType struct =
        new ValueType.Struct("S", List.of(new ValueType.Field("to-do", new ValueType.Bool())));
    ValueType.Field field = new ValueType.Field("a", new ValueType.Bool());
    ValueType twice = new ValueType.Struct("S", List.of(field, field));

    assertThatThrownBy(() -> ScVal.of(List.of(struct)))
        .isInstanceOf(UnrepresentableTypeException.class)
        .hasMessageContaining("to-do");
    assertThatThrownBy(() -> ScVal.of(List.of(twice)))
        .isInstanceOf(UnrepresentableTypeException.class)
        .hasMessageContaining("same");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(uint8)|32, 64, 128 or 256 bits",
        "(option<option<bool>>)|both void",
        "(option<unit>)|both void",
        "(())|use unit",
        "(felt)|use uint256",
        "(compact32)|use uint32",
      })
  void refusesTypesThatSorobanLacks(String types, String detail) {
    assertThatThrownBy(() -> ScVal.parse(types))
        .isInstanceOf(UnrepresentableTypeException.class)
        .hasMessageContaining(detail);
  }
}
