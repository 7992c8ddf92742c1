package dev.interlane.vectors;

/** The SDK does something else than a vector says. */
final class Mismatch extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String expected;
  private final String actual;

  Mismatch(String expected, String actual) {
    super("expected " + expected + ", got " + actual);
    this.expected = expected;
    this.actual = actual;
  }

  String expected() {
    return expected;
  }

  String actual() {
    return actual;
  }
}
