package dev.interlane.codec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearWorkTest {
  private static final int SIZE = 400;
  // What a decoding takes at least, such as making a refusal.
  private static final long ONCE = 2_000;
  // Longer counts take a little more; work by the square would be fourfold.
  private static final double GROWTH = 1.25;

  @ParameterizedTest
  @ValueSource(
      strings = {"evm-abi", "borsh", "bcs", "scale", "cosmwasm-json", "cairo", "soroban-xdr"})
  void fourTimesTheInputIsFourTimesTheWork(String target) throws ReflectiveOperationException {
    Class<?> counted = new CountedClasses().loadClass(LinearWork.class.getName());

    List<long[]> once = measure(counted, target, SIZE);
    List<long[]> fourfold = measure(counted, target, 4 * SIZE);

    assertThat(once).hasSizeGreaterThan(8).hasSameSizeAs(fourfold);
    for (int i = 0; i < once.size(); i++) {
      double growth = (double) fourfold.get(i)[0] / once.get(i)[0];
      assertThat((double) fourfold.get(i)[1])
          .as("value %d in %d and %d bytes", i, once.get(i)[0], fourfold.get(i)[0])
          .isLessThanOrEqualTo(GROWTH * growth * once.get(i)[1] + ONCE);
    }
    assertThat(once.get(0)[1]).as("steps that were counted").isGreaterThan(SIZE / 8);
  }

  @SuppressWarnings("unchecked") // Both loaders take lists and arrays from the JDK.
  private static List<long[]> measure(Class<?> counted, String target, int size)
      throws ReflectiveOperationException {
    return (List<long[]>)
        counted.getMethod("measure", String.class, int.class).invoke(null, target, size);
  }
}
