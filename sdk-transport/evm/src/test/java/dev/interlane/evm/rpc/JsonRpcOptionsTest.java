package dev.interlane.evm.rpc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class JsonRpcOptionsTest {
  @Test
  void refusesBoundsThatBoundNothingOrEverything() {
    assertRefused(
        "connectTimeout", () -> JsonRpcOptions.builder().connectTimeout(Duration.ZERO).build());
    assertRefused(
        "callTimeout", () -> JsonRpcOptions.builder().callTimeout(Duration.ofSeconds(-1)).build());
    assertRefused("maxAnswerBytes", () -> JsonRpcOptions.builder().maxAnswerBytes(0).build());
    assertRefused(
        "maxConcurrentRequests", () -> JsonRpcOptions.builder().maxConcurrentRequests(0).build());
    assertRefused("maxLogRangeBlocks", () -> JsonRpcOptions.builder().maxLogRangeBlocks(0).build());
    assertRefused("Depths", () -> HeadRule.depth(5, 4));
    assertRefused("Depths", () -> HeadRule.depth(-1, 4));
  }

  private static void assertRefused(String field, ThrowingCallable built) {
    assertThatThrownBy(built)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(field);
  }
}
