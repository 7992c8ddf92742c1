package dev.interlane.benchmarks;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.interlane.devnet.Devnet;

/** What runs over real nodes must run in CI; elsewhere it is skipped where Node is missing. */
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
