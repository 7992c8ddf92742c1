package dev.interlane.codec.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.value.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoveTypesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "u8|uint8",
        "u256|uint256",
        "bool|bool",
        "address|address",
        "vector<u8>|bytes",
        "vector<vector<u8>>|bytes[]",
        "vector<u64>|uint64[]",
        "0x1::string::String|string",
        "0x0000000000000000000000000000000000000000000000000000000000000001::string::String|string",
        "0x1::option::Option<vector<address>>|option<address[]>",
        "0x1::object::Object<0x1::fungible_asset::Metadata>|address",
      })
  void readsTypes(String text, String neutral) {
    assertThat(MoveTypes.STANDARD.parse(text)).isEqualTo(ValueType.parse(neutral));
  }

  @Test
  void takesStructsFromTheCaller() {
    ValueType order =
        new ValueType.Struct("Order", List.of(new ValueType.Field("id", new ValueType.UInt(64))));
    MoveTypes types = MoveTypes.STANDARD.with("0x02::vault::Order", order);

    assertThat(types.parseAll("(address, vector<0x2::vault::Order>)"))
        .containsExactly(new ValueType.Address(), new ValueType.Array(order));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "&signer|leave it out",
        "signer|leave it out",
        "&mut|references",
        "0x2::vault::Order|with(\"0x2::vault::Order\", type)",
        "vector<T0>|T0: type parameters",
        "[u8; 3]|use vector<T>",
        "vector<u8|position 9: expected '>', got the end",
        "vector<>|one type argument",
        "u8 u8|expected the end",
      })
  void refuses(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MoveTypes.STANDARD.parse(text))
        .withMessageContaining(reason);
  }

  @Test
  void refusesDepthAndLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MoveTypes.STANDARD.parse("vector<".repeat(400) + "u8"))
        .withMessageContaining("64 levels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MoveTypes.STANDARD.parse("vector<".repeat(100_000)))
        .withMessageContaining("4096 characters");
  }
}
