package dev.interlane.vectors;

import java.util.List;

/**
 * A format of vectors: it knows its files and how their cases are run. A protocol joins with one
 * implementation, public and with a public constructor without parameters, and its line in {@code
 * META-INF/services/dev.interlane.vectors.VectorFormat}.
 *
 * <p>Implementations keep no state between files and are used by one thread.
 */
public interface VectorFormat {
  /** What the line of a file calls it, such as {@code codec/evm}. */
  String name();

  /** Whether the file is of this format. It may be of any; only its look decides. */
  boolean reads(VectorFile file);

  /**
   * The file's cases, in order. They are run one after another, and an earlier one may prepare a
   * later one.
   */
  List<VectorCase> cases(VectorFile file);
}
