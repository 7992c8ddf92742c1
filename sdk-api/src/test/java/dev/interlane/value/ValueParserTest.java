package dev.interlane.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueParserTest {
  private static final String USER = "0xab16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb";

  @Test
  void readsWhatPeopleType() {
    FunctionSignature function =
        FunctionSignature.parse(
            "f(address,uint256,int8,bool,bytes,string,uint8[][],(string,bool)[],option<uint8>,option<uint8>,bool[])");

    List<Value> parsed =
        Values.parse(
            function,
            List.of(
                USER,
                "0xff",
                "-128",
                "true",
                "0x0102",
                " a, [b] ",
                "[[1, 2],[] , [3]]",
                "[(plain text, true),(\"a, \\\"b\\\")\", false)]",
                "none",
                "5",
                "[]"));

    assertThat(parsed)
        .isEqualTo(
            Values.coerce(
                function,
                List.of(
                    USER,
                    255,
                    -128,
                    true,
                    new byte[] {1, 2},
                    " a, [b] ",
                    List.of(List.of(1, 2), List.of(), List.of(3)),
                    List.of(List.of("plain text", true), List.of("a, \"b\")", false)),
                    Optional.empty(),
                    Optional.of(5),
                    List.of())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "f(uint8)|256|must be uint8 (0 to 2^8 - 1), got the number 256",
        "f(uint8)|1.5|position 0 of '1.5': expected uint8",
        "f(uint8)|``|expected uint8",
        "f(uint8)|1e9|expected uint8",
        "f(uint8)|0x|expected uint8",
        "f(uint256)|--1|expected uint256",
        "f(bool)|yes|expected true or false",
        "f(bytes)|0x123|even number of hex digits",
        "f(bytes)|0102|even number of hex digits",
        "f(bytes4)|0x0102|bytes4 (exactly 4 bytes)",
        "f(address)|0xab16A96D359eC26a11e2C2b3d8f8B8942d5Bfcdb|EIP-55 checksum",
        "f(uint8[])|1,2|position 0 of '1,2': expected '['",
        "f(uint8[])|[1,x]|position 3 of '[1,x]': expected uint8",
        "f(uint8[])|[1,2|position 4 of '[1,2': expected ',' or ']'",
        "f(uint8[])|[1]2|position 3 of '[1]2': expected the end",
        "f((uint8,bool))|(1)|position 2 of '(1)': expected ','",
        "f(string[])|[\"a]|expected '\"'",
        "f(map<string,bool>)|{}|maps have none",
      })
  void namesTheArgumentThePositionAndWhatWasExpected(
      String signature, String text, String message) {
    FunctionSignature function = FunctionSignature.parse(signature);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.parse(function, List.of(text)))
        .withMessageContaining("Argument 1 of " + function)
        .withMessageContaining(message);
  }

  @Test
  void refusesAnotherNumberOfArguments() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.parse(FunctionSignature.parse("f(bool)"), List.of()))
        .withMessage("f(bool) takes 1 argument, got 0");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyTextIsReadOrRefused(long seed) {
    FunctionSignature function = FunctionSignature.parse("f((uint8,string[],option<bytes>)[])");
    String pieces = "[](),\"\\ 15axn0-";
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder("[(");
      for (int n = random.nextInt(16); n > 0; n--) {
        text.append(pieces.charAt(random.nextInt(pieces.length())));
      }
      try {
        Values.check(function, Values.parse(function, List.of(text.toString())));
      } catch (IllegalArgumentException refused) {
        assertThat(refused).as("seed %d text %s", seed, text).hasMessageContaining("Argument 1 of");
      }
    }
  }
}
