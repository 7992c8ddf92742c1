package dev.interlane;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Random input whose seed is printed, and taken back by {@code -Dinterlane.seed=...}. */
public final class Seeds {
  private Seeds() {}

  /** A generator for the named test. */
  public static RandomGenerator random(String test) {
    long seed = Long.getLong("interlane.seed", System.nanoTime());
    System.out.println(test + ": seed " + seed + ", repeat it with -Dinterlane.seed=" + seed);
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** That many random bytes. */
  public static byte[] bytes(RandomGenerator random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
