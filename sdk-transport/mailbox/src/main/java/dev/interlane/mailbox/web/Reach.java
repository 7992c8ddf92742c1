package dev.interlane.mailbox.web;

/** Which addresses a URL of a stranger may lead to. */
public enum Reach {
  /** Those of the public internet, over https. */
  PUBLIC,

  /** These and the own machine, there over http too: for tests and local networks. */
  PUBLIC_AND_LOOPBACK
}
