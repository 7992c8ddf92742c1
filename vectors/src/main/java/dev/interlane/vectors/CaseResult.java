package dev.interlane.vectors;

/** How a case ended. */
public sealed interface CaseResult {

  /** The SDK does what the vector says. */
  record Passed() implements CaseResult {}

  /**
   * It does something else.
   *
   * @param expected what the vector says
   * @param actual what the SDK does
   */
  record Failed(String expected, String actual) implements CaseResult {}

  /**
   * Nothing here can run it.
   *
   * @param why what is lacking
   */
  record Skipped(String why) implements CaseResult {}
}
