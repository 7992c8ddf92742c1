package dev.interlane.vectors;

import java.util.Objects;

/**
 * One case of a file.
 *
 * @param name what a report calls it; unique within its file where the file's author took care
 * @param check what is run
 */
public record VectorCase(String name, Check check) {
  public VectorCase {
    Objects.requireNonNull(check, "check");
  }

  /** A case that nothing here can run, told with the reason rather than left out. */
  public static VectorCase skipped(String name, String why) {
    return new VectorCase(
        name,
        () -> {
          throw new Unable(why);
        });
  }

  /** Runs the case; whatever it throws is its result. */
  public CaseResult run() {
    try {
      check.run();
      return new CaseResult.Passed();
    } catch (Mismatch mismatch) {
      return new CaseResult.Failed(mismatch.expected(), mismatch.actual());
    } catch (Unable unable) {
      return new CaseResult.Skipped(unable.why());
    } catch (RuntimeException | StackOverflowError unexpected) {
      return new CaseResult.Failed("no exception", unexpected.toString());
    }
  }

  /** Compares what the SDK gives with what the vector says, by {@link Expect}. */
  @FunctionalInterface
  public interface Check {
    /** Returns when they agree. */
    void run();
  }

  private static final class Unable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String why;

    Unable(String why) {
      super(why);
      this.why = why;
    }

    String why() {
      return why;
    }
  }
}
