package dev.interlane.evm.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.primitive.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevertDataTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3      | execution reverted: nope      | "0x08c379a0ab"
          3      | anything                      | "0x08c379a0ab"
          -32000 | Execution reverted            | "0x08c379a0ab"
          -32015 | VM execution error.           | "Reverted 0x08c379a0ab"
          -32603 | reverted with custom error    | {"message":"reverted","data":"0x08c379a0ab"}
          """)
  void findsTheDataWhereClientsPutIt(int code, String text, String data) {
    assertThat(RevertData.of(failure(code, text, data))).contains(Bytes.fromHex("08c379a0ab"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3      | execution reverted            |
          3      | execution reverted            | "0x"
          -32000 | out of gas                    |
          -32000 | invalid opcode: INVALID       |
          -32003 | EVM error InvalidFEOpcode     |
          -32000 | gas required exceeds allowance (30000000) |
          3      | execution reverted            | "0x123"
          3      | execution reverted            | 17
          3      | execution reverted            | {"data":{"nested":"0x12"}}
          """)
  void isABareRevertWithoutData(int code, String text, @Nullable String data) {
    assertThat(RevertData.of(failure(code, text, data))).contains(Bytes.EMPTY);
  }

  @Test
  void isNoRevertOtherwise() {
    assertThat(RevertData.of(failure(-32000, "header not found", null))).isEmpty();
    assertThat(RevertData.of(failure(-32005, "limit exceeded", null))).isEmpty();
    assertThat(RevertData.of(failure(-32602, "invalid argument 0", "\"0x12\""))).isEmpty();
  }

  private static NodeAnswer.Failure failure(int code, String text, @Nullable String data) {
    return new NodeAnswer.Failure(code, text, data);
  }
}
