package dev.interlane.codec.starknet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.codec.Descriptions;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CairoAbiTest {
  private final CairoAbi abi = CairoAbi.parse(Descriptions.read("vault.cairo.json"));

  @Test
  void readsFunctionsOfInterfacesAndOutside() {
    StarknetFunction deposit = abi.function("deposit");
    Bytes user = Bytes.fromHex("0x" + "01".repeat(32));

    assertThat(deposit.names()).containsExactly("user", "amount");
    assertThat(deposit.encode(user, 5))
        .isEqualTo(StarknetFunction.parse("deposit(address,uint256)").encode(user, 5));
    assertThat(abi.functions()).hasSize(3);
    assertThat(abi.returned("total").types()).containsExactly(new ValueType.UInt(256));
    assertThat(abi.returned("deposit").decode(abi.returned("deposit").encode(true)))
        .containsExactly(Value.Bool.TRUE);
  }

  @Test
  void readsStructsEnumsAndGenericTypes() {
    StarknetFunction submit = abi.function("submit");
    Bytes user = Bytes.of(new byte[32]);

    assertThat(submit)
        .hasToString(
            "submit((felt,(address,uint256)[],enum Side),option<string>,(uint8,uint8),int64[2])");
    Value side = new Value.Choice("Limit", Value.Int.of(3));
    Bytes call =
        submit.encode(
            List.of(1, List.of(List.of(user, 2)), side),
            Optional.of("memo"),
            List.of(4, 5),
            List.of(-1, 1));
    assertThat(submit.encodeValues(submit.decode(call))).isEqualTo(call);
  }

  @Test
  void saysWhatItLeavesOut() {
    assertThat(abi.leftOut())
        .anySatisfy(each -> assertThat(each).startsWith("constructor"))
        .anySatisfy(each -> assertThat(each).startsWith("l1_handler on_message"))
        .anySatisfy(each -> assertThat(each).startsWith("event vault::Deposited"))
        .anySatisfy(
            each ->
                assertThat(each)
                    .startsWith("function read")
                    .contains("abi[7].items[2].inputs[0].type", "vault::Missing"))
        .hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "felt|Cairo 0",
        "m::Loop|it contains itself (m::Loop > m::Loop)",
        "core::integer::u512|the ABI does not define it",
      })
  void leavesOutTypes(String type, String reason) {
    assertThat(CairoAbi.parse(withInput(type)).leftOut())
        .singleElement()
        .asString()
        .contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "(core::felt252|position 14",
        "core::array::Array::<>|core::array::Array has one type argument, got 0",
        "[core::felt252; 99999999999]|a count from 0",
        "a b|expected the end",
        "|expected a type",
      })
  void refusesWhatIsNoType(String type, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CairoAbi.parse(withInput(type == null ? "" : type)))
        .withMessageContaining(message);
  }

  private static String withInput(String type) {
    return "[{\"type\":\"function\",\"name\":\"f\",\"inputs\":[{\"name\":\"a\",\"type\":\""
        + type
        + "\"}]},{\"type\":\"struct\",\"name\":\"m::Loop\",\"members\":[{\"name\":\"l\",\"type\":\"core::array::Array::<m::Loop>\"}]}]";
  }
}
