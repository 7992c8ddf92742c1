package dev.interlane.codec.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.Descriptions;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SolidityAbiTest {
  private static final EvmAddress USER =
      EvmAddress.parse("0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb");

  private final SolidityAbi abi = SolidityAbi.parse(Descriptions.read("vault.abi.json"));

  @Test
  void readsFunctionsWithNamesAndReturns() {
    AbiFunction deposit = abi.function("deposit");
    AbiFunction written = AbiFunction.parse("deposit(address,uint256) returns (uint256)");

    assertThat(deposit.encodeCall(USER, 5)).isEqualTo(written.encodeCall(USER, 5));
    assertThat(deposit.call().names()).containsExactly("user", "amount");
    assertThat(deposit.returned().names()).containsExactly("shares");
    assertThat(deposit.decodeReturn(written.encodeReturn(7))).containsExactly(Value.Int.of(7));
  }

  @Test
  void readsTuplesAsNamedStructs() {
    AbiFunction submit = abi.function("submit");

    assertThat(submit).hasToString("submit((uint64,(address,uint256)[2],bytes)[],uint8)");
    ValueType.Array orders = (ValueType.Array) submit.signature().parameters().get(0);
    ValueType.Struct order = (ValueType.Struct) orders.element();
    assertThat(order.name()).isEqualTo("Order");
    assertThat(order.fields())
        .extracting(ValueType.Field::name)
        .containsExactly("id", "legs", "note");
    ValueType.FixedArray legs = (ValueType.FixedArray) order.fields().get(1).type();
    assertThat(legs.length()).isEqualTo(2);
    assertThat(((ValueType.Struct) legs.element()).name()).isEqualTo("Leg");
  }

  @Test
  void readsErrorsAndEvents() {
    assertThat(abi.error("InsufficientBalance").encode(1, 2))
        .isEqualTo(AbiError.parse("InsufficientBalance(uint256,uint256)").encode(1, 2));
    AbiEvent written = AbiEvent.parse("Deposited(address indexed,string indexed,uint256)");
    assertThat(abi.event("Deposited").encode(USER, "note", 5))
        .isEqualTo(written.encode(USER, "note", 5));
  }

  @Test
  void findsOverloadsByTheirTypes() {
    assertThat(abi.function("sweep(address,address)").signature().parameters()).hasSize(2);
    assertThat(abi.function("sweep(address)").signature().parameters()).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> abi.function("sweep"))
        .withMessageContaining("sweep(address,address)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> abi.function("withdraw"))
        .withMessageContaining("There is no function withdraw")
        .withMessageContaining("deposit");
  }

  @Test
  void saysWhatItLeavesOut() {
    assertThat(abi.leftOut())
        .anySatisfy(each -> assertThat(each).startsWith("constructor"))
        .anySatisfy(each -> assertThat(each).startsWith("receive"))
        .anySatisfy(each -> assertThat(each).startsWith("fallback"))
        .anySatisfy(each -> assertThat(each).startsWith("event Silent").contains("anonymous"))
        .anySatisfy(
            each ->
                assertThat(each)
                    .startsWith("function watch")
                    .contains("[8].inputs[0].type", "bytes24"))
        .hasSize(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> abi.function("watch"))
        .withMessageContaining("function pointer");
  }

  @Test
  void readsTheArtifactOfABuildTool() {
    SolidityAbi artifact =
        SolidityAbi.parse(
            "{\"abi\":" + Descriptions.read("vault.abi.json") + ",\"bytecode\":\"0x\"}");

    assertThat(artifact.functions()).hasSameSizeAs(abi.functions());
    assertThat(artifact.errors()).hasSize(1);
    assertThat(artifact.events()).hasSize(1);
  }

  @Test
  void decodesWhatItEncodes() {
    AbiFunction submit = abi.function("submit");
    List<Object> leg = List.of(USER, 3);
    Bytes call =
        submit.encodeCall(List.of(List.of(1, List.of(leg, leg), Bytes.fromHex("0xbeef"))), 1);

    assertThat(submit.call().encodeValues(submit.decodeCall(call))).isEqualTo(call);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|JSON ABI: expected an array, got an object of 0",
        "5|expected an array, got 5",
        "[5]|JSON ABI at [0]: expected an object, got 5",
        "[{\"type\":\"function\"}]|JSON ABI at [0]: expected a field 'name'",
        "[{\"type\":\"modifier\",\"name\":\"f\"}]|JSON ABI at [0].type: expected function, error",
        "[{\"name\":\"f\",\"inputs\":[{\"name\":\"a\",\"type\":\"u8\"}]}]|[0].inputs[0].type: expected a Solidity type",
        "[{\"name\":\"f\",\"inputs\":[{\"name\":\"a\",\"type\":\"uint8 x\"}]}]|expected a Solidity type, got \"uint8 x\"",
        "[{\"name\":\"f\",\"inputs\":[{\"name\":\"a\",\"type\":\"uint7\"}]}]|[0].inputs[0].type",
        "[{\"name\":\"f\",\"inputs\":[{\"name\":\"a\",\"type\":\"tuple\"}]}]|expected a field 'components'",
        "[{\"name\":\"f\",\"inputs\":[{\"name\":\"a\",\"type\":\"tuple[x]\",\"components\":[]}]}]|[0].inputs[0].type",
        "[{\"name\":\"f\",\"name\":\"g\"}]|Duplicate",
        "[] []|JSON ABI is not the JSON expected",
        "|JSON ABI is not the JSON expected",
      })
  void refusesWhatIsNoAbi(String json, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SolidityAbi.parse(json == null ? "" : json))
        .withMessageContaining(message);
  }
}
