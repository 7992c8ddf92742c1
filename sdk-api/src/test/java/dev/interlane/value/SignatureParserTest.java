package dev.interlane.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureParserTest {

  @Test
  void readsEveryKindOfType() {
    FunctionSignature signature =
        FunctionSignature.parse(
            "f(uint8,int256,bool,address,bytes,bytes32,string,uint16[],bool[3][],(uint8,(string)))");

    assertThat(signature.name()).isEqualTo("f");
    assertThat(signature.parameters())
        .containsExactly(
            new ValueType.UInt(8),
            new ValueType.Int(256),
            new ValueType.Bool(),
            new ValueType.Address(),
            new ValueType.Blob(),
            new ValueType.FixedBytes(32),
            new ValueType.Text(),
            new ValueType.Array(new ValueType.UInt(16)),
            new ValueType.Array(new ValueType.FixedArray(new ValueType.Bool(), 3)),
            ValueType.Tuple.of(new ValueType.UInt(8), ValueType.Tuple.of(new ValueType.Text())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "approve()|approve()",
        " transfer ( address payable to , uint value ) |transfer(address,uint256)",
        "f(bytes calldata data, int[] memory, string)|f(bytes,int256[],string)",
        "f(tuple(uint a, bytes b)[2] pairs)|f((uint256,bytes)[2])",
        "_$9(uint8 [ 2 ] [ ])|_$9(uint8[2][])",
        "f(option<uint8>,map<string,uint64[]>,compact128,felt,symbol,unit)|"
            + "f(option<uint8>,map<string,uint64[]>,compact128,felt,symbol,unit)",
      })
  void writesTheCanonicalText(String text, String canonical) {
    FunctionSignature signature = FunctionSignature.parse(text);

    assertThat(signature.canonical()).isEqualTo(canonical);
    assertThat(FunctionSignature.parse(canonical)).isEqualTo(signature);
  }

  @Test
  void writesAStructAsTheTupleOfItsFields() {
    ValueType struct =
        new ValueType.Struct("Order", List.of(new ValueType.Field("id", new ValueType.UInt(64))));

    assertThat(new FunctionSignature("f", List.of(struct)).canonical()).isEqualTo("f((uint64))");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|0|a function name",
        "9f()|0|a function name",
        "f|1|`'('`",
        "f(|2|a type",
        "f(uint8|7|`',' or ')'`",
        "f(uint8,)|8|a type",
        "f(,uint8)|2|a type",
        "f(uint7)|6|a multiple of 8",
        "f(uint08)|6|a multiple of 8",
        "f(uint264)|6|a multiple of 8",
        "f(bytes0)|7|at least 1",
        "f(uint8[)|8|an array length",
        "f(uint8[01])|8|an array length",
        "f(uint8[99999999999])|8|an array length",
        "f(uint8])|7|`',' or ')'`",
        "f(float)|2|a type such as",
        "f(uint8) returns|9|the end",
        "f(option<uint8)|14|`'>'`",
        "f(uint8 a b)|10|`',' or ')'`",
      })
  void namesThePositionOfTheFirstWrongCharacter(String text, int position, String expected) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FunctionSignature.parse(text))
        .withMessageContaining("position " + position + ":")
        .withMessageContaining(expected);
  }

  @Test
  void refusesNamesThatWouldReadAsSomethingElse() {
    for (String name : List.of("", "f(uint8)", "a b", "a,b")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new FunctionSignature(name, List.of()))
          .withMessageContaining("'" + name + "'");
    }
  }

  @Test
  void bordersNesting() {
    String deepest = "(".repeat(ValueType.MAX_DEPTH) + "uint8" + ")".repeat(ValueType.MAX_DEPTH);

    assertThatNoException().isThrownBy(() -> ValueType.parse(deepest));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueType.parse("(" + deepest + ")"))
        .withMessageContaining("64 levels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueType.parse("(".repeat(100_000)))
        .withMessageContaining("64 levels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueType.parse("uint8" + "[]".repeat(100_000)))
        .withMessageContaining("64 levels");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyTextIsReadOrRefused(long seed) {
    String[] pieces = {
      "f", "(", ")", ",", "uint", "8", "[", "]", "bytes", " ", "tuple", "<", ">", "option", "map",
      "\u00e9", "0"
    };
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder("f(");
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      text.append(random.nextBoolean() ? ")" : "");
      try {
        FunctionSignature read = FunctionSignature.parse(text.toString());
        assertThat(FunctionSignature.parse(read.canonical()))
            .as("seed %d text %s", seed, text)
            .isEqualTo(read);
      } catch (IllegalArgumentException refused) {
        assertThat(refused).as("seed %d text %s", seed, text).hasMessageContaining("position");
      }
    }
  }
}
