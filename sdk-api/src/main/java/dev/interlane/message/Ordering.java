package dev.interlane.message;

/** Whether a message waits for those before it in its lane. */
public enum Ordering {
  /** Executes as soon as it can, whatever the others do. */
  UNORDERED,
  /** Executes after the ordered message before it in its lane; a stuck one parks the lane. */
  ORDERED
}
