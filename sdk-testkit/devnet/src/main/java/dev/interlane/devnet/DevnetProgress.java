package dev.interlane.devnet;

/**
 * Tells a waiting person what the devnet is doing. Written to standard error, since it runs once,
 * before any logging is looked at.
 */
final class DevnetProgress {
  private DevnetProgress() {}

  static void show(String line) {
    System.err.println("interlane devnet: " + line);
  }
}
