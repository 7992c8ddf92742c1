package dev.interlane.simulation;

import dev.interlane.samples.simulate.Rooms;

/** Prints the fingerprint of a run, for a comparison between processes. */
final class Fingerprint {
  private Fingerprint() {}

  static String of(long seed) {
    return Rooms.simulation(30).build().run(seed).fingerprint().toHex();
  }

  @SuppressWarnings("SystemOut") // Read by the process that started this one.
  public static void main(String[] arguments) {
    System.out.println(of(Long.parseLong(arguments[0])));
  }
}
