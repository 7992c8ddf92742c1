package dev.interlane.client;

/** What becomes of unfinished messages when the client closes. */
public enum CloseMode {
  /** Accepts no more and waits until all have ended, within the bound. */
  DRAIN,
  /** Stops at once; what a durable journal holds goes on with the next client. */
  ABANDON
}
