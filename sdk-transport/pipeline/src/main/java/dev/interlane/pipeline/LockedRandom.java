package dev.interlane.pipeline;

import java.util.random.RandomGenerator;

/** Lets several threads draw from one generator, whose seed then still decides everything. */
final class LockedRandom implements RandomGenerator {
  private final RandomGenerator source;

  LockedRandom(RandomGenerator source) {
    this.source = source;
  }

  @Override
  public synchronized long nextLong() {
    return source.nextLong();
  }
}
