package dev.interlane.codec.fuzz;

import dev.interlane.primitive.Bytes;
import java.util.Random;

/** One decoder under test. */
interface FuzzTarget {
  /**
   * Decodes the input and checks what must hold whatever it is.
   *
   * @throws AssertionError if it does not hold
   */
  void check(Bytes input);

  /** An input that decodes, from which others are made. */
  Bytes seed(Random random);
}
