package dev.interlane.codec.substrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTypesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "u8|uint8",
        "i256|int256",
        "bool|bool",
        "Vec<u8>|bytes",
        "Bytes|bytes",
        "String|string",
        "Vec<Option<u32>>|option<uint32>[]",
        "Compact<u128>|compact128",
        "Compact<Balance>|compact128",
        "(u8, bool)|(uint8,bool)",
        "()|unit",
        "[u8; 32]|bytes32",
        "[u16; 4]|uint16[4]",
        "BTreeMap<u32, AccountId32>|map<uint32,address>",
        "sp_core::crypto::AccountId32|address",
        "H256|bytes32",
        "Box<u8>|uint8",
      })
  void readsTypes(String text, String neutral) {
    assertThat(ScaleTypes.STANDARD.parse(text)).isEqualTo(ValueType.parse(neutral));
  }

  @Test
  void readsResultsAsEnums() {
    ValueType type = ScaleTypes.STANDARD.parse("Result<(), u8>");

    assertThat(Scale.of(List.of(type)).encode(new Value.Choice("Err", Value.Int.of(7))).toHex())
        .isEqualTo("0x0107");
  }

  @Test
  void takesNamedTypesFromTheCaller() {
    ScaleTypes types = ScaleTypes.STANDARD.with("Order", new ValueType.UInt(64));

    assertThat(types.parseAll("(Vec<Order>, Order)"))
        .containsExactly(new ValueType.Array(new ValueType.UInt(64)), new ValueType.UInt(64));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Order|with(\"Order\", type)",
        "f64|floating-point",
        "OptionBool|use u8",
        "char|use u32",
        "BTreeSet<u8>|use Vec<T>",
        "Compact<bool>|only unsigned integers",
        "BTreeMap<u8>|two type arguments",
        "[u8 32]|expected ';'",
        "[u8; -1]|a count from 0",
        "Vec<u8>>|expected the end, got '>'",
      })
  void refuses(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScaleTypes.STANDARD.parse(text))
        .withMessageContaining(reason);
  }
}
