package dev.interlane.evm.rpc;

/**
 * How blocks are judged safe and final.
 *
 * @param judge who judges
 * @param safeDepth how many blocks below the newest one is taken for safe, where depth is used
 * @param finalDepth how many blocks below the newest one is taken for final, where depth is used
 */
public record HeadRule(Judge judge, long safeDepth, long finalDepth) {
  /**
   * Two epochs of Ethereum, and one block more, as indexers take it. Deeper than any known
   * reorganisation of a chain with tags, but no promise: give chains without tags their own depths.
   */
  private static final long DEFAULT_FINAL_DEPTH = 65;

  private static final long DEFAULT_SAFE_DEPTH = 32;

  /** Who says what is final. */
  public enum Judge {
    /**
     * The chain, by the block tags {@code safe} and {@code finalized}; a node without is no use.
     */
    TAGS,
    /** The depth below the newest block, whatever the tags say. */
    DEPTH,
    /** The tags; the depth only as long as the node has never known the tags. */
    TAGS_ELSE_DEPTH
  }

  public HeadRule {
    if (safeDepth < 0 || finalDepth < safeDepth) {
      throw new IllegalArgumentException(
          "Depths must be 0 <= safeDepth <= finalDepth, got " + safeDepth + " and " + finalDepth);
    }
  }

  /** Only the tags. */
  public static HeadRule tags() {
    return new HeadRule(Judge.TAGS, DEFAULT_SAFE_DEPTH, DEFAULT_FINAL_DEPTH);
  }

  /** Only the depth, for chains whose tags are missing or mean nothing. */
  public static HeadRule depth(long safeDepth, long finalDepth) {
    return new HeadRule(Judge.DEPTH, safeDepth, finalDepth);
  }

  /** The tags, and depths of 32 and 65 where the chain has none: the default. */
  public static HeadRule tagsElseDepth() {
    return new HeadRule(Judge.TAGS_ELSE_DEPTH, DEFAULT_SAFE_DEPTH, DEFAULT_FINAL_DEPTH);
  }
}
