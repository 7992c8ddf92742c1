package dev.interlane.testkit.fault;

/** How a third party delivers other people's messages. */
public enum Manner {
  /** As soon as anybody can. */
  FIRST,
  /** Before the message can be proven: the attempt reverts. */
  EARLY,
  /** The newest message first. */
  OUT_OF_ORDER,
  /** With too little gas for the recipient: the attempt reverts. */
  LITTLE_GAS
}
