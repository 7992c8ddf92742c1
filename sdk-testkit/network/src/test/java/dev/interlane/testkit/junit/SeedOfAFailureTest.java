package dev.interlane.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.interlane.testkit.SimulatedNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

class SeedOfAFailureTest {
  private static final String SEED = SimulatedNetworkExtension.SEED_PROPERTY;

  @ParameterizedTest
  @ValueSource(longs = {1, 77, -5})
  void aFailureNamesTheSeedItRanOn(long seed) {
    Throwable failure = failureOnSeed(Long.toString(seed));

    assertThat(failure).hasMessage("planted");
    assertThat(failure.getSuppressed()[0])
        .hasMessageContaining("This run had seed " + seed + " and ended at 2026-01-01T00:01:00Z")
        .hasMessageContaining("@Seed(" + seed + ") or -Dinterlane.seed=" + seed);
  }

  @Test
  void aSeedThatIsNoNumberIsRefused() {
    assertThat(failureOnSeed("many"))
        .hasMessageContaining("interlane.seed must be a whole number, got 'many'");
  }

  private static volatile boolean planted;

  private static Throwable failureOnSeed(String seed) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(Failing.class)).build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    String before = System.setProperty(SEED, seed);
    planted = true;
    try {
      LauncherFactory.create().execute(request, listener);
    } finally {
      planted = false;
      if (before == null) {
        System.clearProperty(SEED);
      } else {
        System.setProperty(SEED, before);
      }
    }
    return listener.getSummary().getFailures().get(0).getException();
  }

  /** Fails only while a test above runs it. */
  @ExtendWith(SimulatedNetworkExtension.class)
  static class Failing {
    @Test
    void fails(SimulatedNetwork network) {
      network.mineBlocks(5);
      if (planted) {
        fail("planted");
      }
    }
  }
}
