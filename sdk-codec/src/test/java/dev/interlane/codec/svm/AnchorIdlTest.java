package dev.interlane.codec.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.codec.Descriptions;
import dev.interlane.codec.ValueCodec;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import dev.interlane.value.ValueType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnchorIdlTest {
  private static final String KEY = "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA";

  private final AnchorIdl idl = AnchorIdl.parse(Descriptions.read("vault.idl.json"));
  private final AnchorIdl older = AnchorIdl.parse(Descriptions.read("vault-before-0.30.idl.json"));

  @Test
  void takesDiscriminatorsFromTheIdl() {
    AnchorInstruction deposit = idl.instruction("deposit");

    assertThat(deposit.discriminator()).isEqualTo(AnchorDiscriminator.ofInstruction("deposit"));
    assertThat(deposit.names()).containsExactly("user_key", "amount");
    assertThat(deposit.encode(KEY, 5))
        .isEqualTo(AnchorInstruction.parse("deposit(address,uint64)").encode(KEY, 5));
    assertThat(idl.instruction("submit").discriminator().toHex()).isEqualTo("0x01020304");
  }

  @Test
  void worksDiscriminatorsOutForOlderIdls() {
    AnchorInstruction deposit = older.instruction("depositFunds");

    assertThat(deposit.discriminator())
        .isEqualTo(AnchorDiscriminator.ofInstruction("deposit_funds"));
    assertThat(deposit.names()).containsExactly("userKey", "amount");
    assertThat(older.instruction("submitOrder")).hasToString("submitOrder((uint64,option<int64>))");
    assertThat(older.event("Deposited").encode(5))
        .isEqualTo(
            Bytes.concat(
                AnchorDiscriminator.ofEvent("Deposited"), Bytes.fromHex("0x0500000000000000")));
    assertThat(older.account("Vault").names()).containsExactly("owner", "last");
  }

  @Test
  void readsDefinedTypes() {
    AnchorInstruction submit = idl.instruction("submit");

    assertThat(submit)
        .hasToString("submit((uint128,enum Side),string[],bytes,bytes32,uint32[3],option<bytes>)");
    Value side = new Value.Choice("Pair", Value.Sequence.of(Value.Int.of(7), Value.Bool.TRUE));
    Bytes data =
        submit.encode(
            List.of(1, side),
            List.of("a"),
            Bytes.fromHex("0xbeef"),
            Bytes.of(new byte[32]),
            List.of(1, 2, 3),
            Optional.empty());
    assertThat(submit.decode(data).get(0).asElements().get(1)).isEqualTo(side);
    ValueType.Struct order = (ValueType.Struct) submit.types().get(0);
    assertThat(order.fields()).extracting(ValueType.Field::name).containsExactly("id", "side");
  }

  @Test
  void readsAccountsAndEvents() {
    ValueCodec vault = idl.account("Vault");
    Bytes data = vault.encode(KEY, 9);

    assertThat(data.startsWith(AnchorDiscriminator.ofAccount("Vault"))).isTrue();
    assertThat(vault.decode(data)).element(1).isEqualTo(Value.Int.of(9));
    assertThat(idl.event("Deposited").names()).containsExactly("amount");
  }

  @Test
  void leavesOutWhatBorshOrTheModelLacks() {
    assertThat(idl.leftOut())
        .anySatisfy(
            each ->
                assertThat(each)
                    .startsWith("instruction price")
                    .contains("instructions[2].args[0].type", "floating"))
        .anySatisfy(each -> assertThat(each).startsWith("instruction wrap").contains("Wrapper"))
        .anySatisfy(each -> assertThat(each).startsWith("account Ring").contains("bytemuck"))
        .hasSize(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> idl.instruction("price"))
        .withMessageContaining("left out");
    assertThat(older.leftOut()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"u256\"|use [u8; 32]",
        "{\"coption\":\"u64\"}|COption",
        "{\"generic\":\"T\"}|type parameter",
        "{\"array\":[\"u8\",{\"generic\":\"N\"}]}|generic length",
        "{\"defined\":\"Loop\"}|it contains itself (Loop > Back > Loop)",
      })
  void leavesOutTypes(String type, String reason) {
    AnchorIdl parsed = AnchorIdl.parse(withArgument(type));

    assertThat(parsed.leftOut()).singleElement().asString().contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"u7\"|instructions[0].args[0].type: expected bool, u8 to u128",
        "{}|expected an object with one of",
        "{\"map\":\"u8\"}|expected an object with one of",
        "{\"array\":[\"u8\"]}|expected a type and a length",
        "{\"array\":[\"u8\",-1]}|expected a whole number from 0",
        "{\"array\":[\"u8\",1.5]}|expected a whole number from 0",
        "{\"array\":[\"u8\",99999999999]}|expected a whole number from 0",
        "{\"defined\":\"Nobody\"}|there is no type Nobody",
        "7|expected an object",
      })
  void refusesWhatIsNoType(String type, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnchorIdl.parse(withArgument(type)))
        .withMessageContaining(message);
  }

  private static String withArgument(String type) {
    return "{\"instructions\":[{\"name\":\"f\",\"args\":[{\"name\":\"a\",\"type\":"
        + type
        + "}]}],\"types\":["
        + "{\"name\":\"Loop\",\"type\":{\"kind\":\"struct\",\"fields\":[{\"name\":\"b\",\"type\":{\"defined\":\"Back\"}}]}},"
        + "{\"name\":\"Back\",\"type\":{\"kind\":\"struct\",\"fields\":[{\"name\":\"l\",\"type\":{\"option\":{\"defined\":\"Loop\"}}}]}}]}";
  }
}
