package dev.interlane.pipeline;

/** What the loop has to do after a move, besides journaling it. */
enum MachineAction {
  /** Nothing. */
  NONE,
  /** Have the dispatch transaction signed and sent, unless one is out. */
  DISPATCH,
  /** Look at the step under way. */
  ADVANCE,
  /** Both legs are as sure as was asked: conclude {@code Executed}. */
  CONCLUDE_EXECUTED,
  /** Nothing ever left and nothing shall: conclude {@code Cancelled}. */
  CONCLUDE_CANCELLED,
  /** Conclude {@code Cancelled}, unless a dispatch is out: that decides by itself. */
  CANCEL_UNLESS_OUT,
  /** The application wants no more, but something left: conclude {@code Undelivered}. */
  CONCLUDE_UNDELIVERED
}
