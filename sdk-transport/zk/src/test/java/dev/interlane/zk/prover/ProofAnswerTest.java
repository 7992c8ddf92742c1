package dev.interlane.zk.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofAnswerTest {
  private static final String PROVED =
      "{\"state\":\"proved\",\"programKey\":\"0x"
          + "07".repeat(32)
          + "\",\"publicValues\":\"0x01\",\"proof\":\"0x02\"%s}";

  @Test
  void readsEachState() {
    assertThat(read("{\"state\":\"working\",\"askAgainSeconds\":5}"))
        .isInstanceOf(ProofProgress.Working.class);
    assertThat(read(PROVED.formatted(""))).isInstanceOf(ProofProgress.Delivered.class);
    assertThat(read("{\"state\":\"failed\",\"reason\":\"no\"}"))
        .isEqualTo(new ProofProgress.GaveUp("no"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"state\":\"working\",\"askAgainSeconds\":5,\"more\":1}",
        "{\"state\":\"failed\",\"reason\":\"no\",\"more\":1}"
      })
  void refusesAFieldTooMany(String json) {
    assertRefused(json);
    assertRefused(PROVED.formatted(",\"more\":1"));
  }

  private static void assertRefused(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("more")
        .hasMessageContaining("no such field");
  }

  @Test
  void shortensReasonsAndKeepsThemPrintable() {
    assertThat(gaveUp("x".repeat(200))).isEqualTo("x".repeat(200));
    assertThat(gaveUp("x".repeat(201))).isEqualTo("x".repeat(200) + "...");
    assertThat(gaveUp("a\\nb\\u001bc")).isEqualTo("a?b?c");
  }

  private static String gaveUp(String reason) {
    return ((ProofProgress.GaveUp) read("{\"state\":\"failed\",\"reason\":\"" + reason + "\"}"))
        .reason();
  }

  private static ProofProgress read(String json) {
    return ProofAnswer.read(Bytes.fromUtf8(json));
  }
}
