package dev.interlane.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.testkit.SimulatedNetwork;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

@Seed(42)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatedNetworkExtensionTest {
  @RegisterExtension
  final SimulatedNetworkExtension networks =
      SimulatedNetworkExtension.of(network -> network.quorum(3, 5));

  private final List<SimulatedNetwork> given = new ArrayList<>();

  @BeforeEach
  void remember(SimulatedNetwork network) {
    assertThat(given).doesNotContain(network);
    given.add(network);
  }

  @Test
  void givesEachTestOneNetworkOfTheShapeAndSeedAskedFor(
      SimulatedNetwork network, SimulatedNetwork same) {
    assertThat(network).isSameAs(same).isSameAs(given.getLast());
    assertThat(network.seed()).isEqualTo(42);
    assertThat(network.committee().addresses()).hasSize(5);
  }

  @Test
  @Seed(-3)
  void takesTheMethodsSeedFirst(SimulatedNetwork network) {
    assertThat(network.seed()).isEqualTo(-3);
  }
}
