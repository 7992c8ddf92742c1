package dev.interlane.samples.explorer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.explorer.Explorer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LiveBackendTest {
  @Test
  void sendsAndDeliversAsTimePasses() {
    try (LiveBackend backend = new LiveBackend(1)) {
      Explorer explorer = Explorer.of(backend.source(), "live");
      backend.pass(Duration.ofMillis(1));
      assertThat(messages(explorer)).contains("order-0").doesNotContain("EXECUTED");

      // Long enough for faults of two plans to strike it.
      for (int i = 0; i < 1_500; i++) {
        backend.pass(Duration.ofMillis(400));
      }

      assertThat(messages(explorer)).contains("order-20", "EXECUTED");
    }
  }

  private static String messages(Explorer explorer) {
    return new String(explorer.answer("changes", "").body().toArray(), UTF_8);
  }
}
