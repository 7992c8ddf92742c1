package dev.interlane.codec.cosmwasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.codec.Descriptions;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageSchemaTest {
  private static final String OWNER =
      "wasm1awdes3zz5tc4vf2nfus32qxhkarpvdm3rn72slyn72awkhnflw2q70xnj0";

  private final MessageSchema schema = MessageSchema.parse(Descriptions.read("vault.schema.json"));

  @Test
  void readsMessagesWithNamedFields() {
    ExecuteMessage transfer = schema.message("transfer");

    assertThat(transfer.names()).containsExactly("amount", "recipient");
    assertThat(transfer.encode(5, "bob").toUtf8())
        .isEqualTo("{\"transfer\":{\"amount\":\"5\",\"recipient\":\"bob\"}}");
    assertThat(schema.message("clear").encode().toUtf8()).isEqualTo("{\"clear\":{}}");
    assertThat(schema.message("set_owner").encode(OWNER).toUtf8())
        .isEqualTo("{\"set_owner\":\"" + OWNER + "\"}");
  }

  @Test
  void readsTheTypesThatSchemasHave() {
    ExecuteMessage submit = schema.message("submit");
    Value side = new Value.Choice("limit", Value.Sequence.of(Value.Int.of(9)));

    Bytes json =
        submit.encode(
            7,
            List.of(List.of("a", 1)),
            Optional.empty(),
            Bytes.fromHex("0xbeef"),
            OWNER,
            List.of(true, false),
            Map.of("fee", "0.5"),
            side,
            Optional.of(3));

    assertThat(json.toUtf8())
        .isEqualTo(
            "{\"submit\":{\"id\":7,\"legs\":[[\"a\",\"1\"]],\"limits\":null,\"msg\":\"vu8=\",\"owner\":\""
                + OWNER
                + "\",\"pair\":[true,false],\"rates\":{\"fee\":\"0.5\"},\"side\":{\"limit\":{\"price\":\"9\"}},\"stop\":\"3\"}}");
    assertThat(submit.encodeValues(submit.decode(json))).isEqualTo(json);
  }

  @Test
  void leavesOutWhatTheCodecWritesOtherwise() {
    assertThat(schema.leftOut())
        .anySatisfy(each -> assertThat(each).startsWith("message pause").contains("payload"))
        .anySatisfy(
            each ->
                assertThat(each)
                    .startsWith("message expire")
                    .contains("properties.height.format", "uint64 as a JSON number", "Uint64"))
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true|schema of any content",
        "{\"type\":\"number\",\"format\":\"double\"}|floating-point",
        "{\"type\":\"string\",\"enum\":[\"a\"]}|bare text",
        "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"boolean\"}]}|untagged",
        "{\"$ref\":\"#/definitions/Loop\"}|it contains itself (Loop > Loop)",
        "{\"$ref\":\"#/definitions/HexBinary\"}|base64",
        "{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"uniqueItems\":true}|set",
      })
  void leavesOutTypes(String type, String reason) {
    assertThat(MessageSchema.parse(withField(type)).leftOut())
        .singleElement()
        .asString()
        .contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"$ref\":\"#/definitions/Nobody\"}|a reference to one of this schema's definitions",
        "{\"$ref\":\"http://elsewhere/Loop\"}|a reference to one of this schema's definitions",
        "{\"type\":\"integer\"}|expected a field 'format'",
        "{\"type\":\"integer\",\"format\":\"u8\"}|expected int8 to int32",
        "{\"type\":\"date\"}|expected boolean, string",
        "{}|expected a field 'type'",
        "{\"type\":\"array\"}|expected a field 'items'",
      })
  void refusesWhatIsNoSchema(String type, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MessageSchema.parse(withField(type)))
        .withMessageContaining("CosmWasm schema at oneOf[0].properties.m.properties.f")
        .withMessageContaining(message);
  }

  private static String withField(String type) {
    return "{\"oneOf\":[{\"properties\":{\"m\":{\"type\":\"object\",\"required\":[\"f\"],\"properties\":{\"f\":"
        + type
        + "}}}}],\"definitions\":{\"HexBinary\":{\"type\":\"string\"},\"Loop\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/definitions/Loop\"}}}}";
  }
}
