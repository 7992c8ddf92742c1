package dev.interlane.devnet;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * Tests over real nodes need Node: in CI they must run, elsewhere they are skipped with the reason.
 */
final class DevnetRequired {
  private DevnetRequired() {}

  static void orSkip() {
    Devnet.whyUnavailable()
        .ifPresent(
            reason -> {
              if ("true".equals(System.getenv("CI"))) {
                fail(reason);
              }
              abort(reason);
            });
  }
}
