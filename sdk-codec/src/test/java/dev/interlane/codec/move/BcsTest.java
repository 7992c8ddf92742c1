package dev.interlane.codec.move;

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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BcsTest extends ValueCodecContract {
  @Override
  protected Samples.Vm vm() {
    List<ValueType> leaves =
        List.of(
            new ValueType.UInt(8),
            new ValueType.UInt(16),
            new ValueType.UInt(64),
            new ValueType.UInt(128),
            new ValueType.UInt(256),
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
    return Bcs.of(types);
  }

  @Test
  void writesTypeArgumentsOfEveryKind() {
    Bytes call =
        EntryFunction.of(
                "0x1::coin::migrate",
                List.of("vector<u256>", "0x1::aptos_coin::AptosCoin"),
                List.of())
            .encode();

    assertThat(call.toHex())
        .isEqualTo(
            "0x"
                + "00".repeat(31)
                + "01"
                + "04636f696e"
                + "076d696772617465"
                + "02"
                + "060a"
                + "07"
                + "00".repeat(31)
                + "01"
                + "0a6170746f735f636f696e"
                + "094170746f73436f696e"
                + "00"
                + "00");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EntryFunction.of("0x1::m::f", List.of("i64"), List.of()))
        .withMessageContaining("i64");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EntryFunction.parse("m::f(uint8)"))
        .withMessageContaining("0xaddress::module::function");
  }

  @Test
  void refusesArgumentsWhoseLengthLies() {
    EntryFunction function = EntryFunction.parse("0x1::m::f(uint8,bytes)");
    Bytes call = function.encode(7, Bytes.fromHex("0x0102"));
    Bytes head = call.slice(0, call.length() - 6);

    assertThat(function.decode(call))
        .containsExactly(Value.Int.of(7), new Value.Blob(Bytes.fromHex("0x0102")));
    for (String arguments : List.of("0207000302", "020107" + "02020102", "0107", "030107")) {
      Bytes bent = Bytes.concat(head.slice(0, head.length()), Bytes.fromHex(arguments));
      assertThatThrownBy(() -> function.decode(bent)).isInstanceOf(CodecException.class);
    }
    assertThatThrownBy(() -> EntryFunction.parse("0x1::m::g(uint8,bytes)").decode(call))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("WRONG_TAG");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(int64)|Move has no signed integers; use uint64",
        "(uint24)|8, 16, 32, 64, 128 or 256",
        "(compact32)|use uint32",
      })
  void refusesTypesThatMoveLacks(String types, String detail) {
    assertThatThrownBy(() -> Bcs.parse(types))
        .isInstanceOf(UnrepresentableTypeException.class)
        .hasMessageContaining(detail);
  }
}
