package dev.interlane.testkit.junit;

import dev.interlane.testkit.SimulatedNetwork;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives a test a {@link SimulatedNetwork} of its own, and closes it afterwards. A failing test says
 * which seed it ran on.
 *
 * <pre>{@code
 * @ExtendWith(SimulatedNetworkExtension.class)
 * class DepositTest {
 *   @Test
 *   void depositsOnce(SimulatedNetwork network) { ... }
 * }
 * }</pre>
 *
 * <p>The seed is that of {@link Seed} on the method or the class, else that of the system property
 * {@value #SEED_PROPERTY}, else 1. A class that wants another network than the default one
 * registers {@link #of}.
 */
public final class SimulatedNetworkExtension
    implements ParameterResolver, TestExecutionExceptionHandler {
  /** The system property with the seed of every test that names none: a number. */
  public static final String SEED_PROPERTY = "interlane.seed";

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SimulatedNetworkExtension.class);

  private static final long DEFAULT_SEED = 1;

  private final Shape shape;

  /** Networks as they are by default. */
  public SimulatedNetworkExtension() {
    this(builder -> builder);
  }

  private SimulatedNetworkExtension(Shape shape) {
    this.shape = shape;
  }

  /** Networks of this shape, to be registered with {@code @RegisterExtension}. */
  public static SimulatedNetworkExtension of(Shape shape) {
    return new SimulatedNetworkExtension(shape);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == SimulatedNetwork.class;
  }

  /**
   * The test's network; the same one for every parameter of a test.
   *
   * @throws IllegalArgumentException if the seed property is not a number
   */
  @Override
  public SimulatedNetwork resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getStore(NAMESPACE)
        .computeIfAbsent(SimulatedNetwork.class, unused -> create(test), SimulatedNetwork.class);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext test, Throwable failure)
      throws Throwable {
    SimulatedNetwork network =
        test.getStore(NAMESPACE).get(SimulatedNetwork.class, SimulatedNetwork.class);
    if (network != null) {
      failure.addSuppressed(
          new AssertionError(
              "This run had seed "
                  + network.seed()
                  + " and ended at "
                  + network.clock().instant()
                  + ". Run it again with @Seed("
                  + network.seed()
                  + ") or -D"
                  + SEED_PROPERTY
                  + "="
                  + network.seed()));
    }
    throw failure;
  }

  private SimulatedNetwork create(ExtensionContext test) {
    return shape.of(SimulatedNetwork.builder()).seed(seed(test)).build();
  }

  private static long seed(ExtensionContext test) {
    return AnnotationSupport.findAnnotation(test.getElement(), Seed.class)
        .or(() -> AnnotationSupport.findAnnotation(test.getTestClass(), Seed.class))
        .map(Seed::value)
        .or(SimulatedNetworkExtension::seedOfProperty)
        .orElse(DEFAULT_SEED);
  }

  private static Optional<Long> seedOfProperty() {
    String text = System.getProperty(SEED_PROPERTY);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          "System property " + SEED_PROPERTY + " must be a whole number, got '" + text + "'",
          notANumber);
    }
  }

  /** What networks shall be like. */
  @FunctionalInterface
  public interface Shape {
    /** Changes a network to be; its seed is set afterwards. */
    SimulatedNetwork.Builder of(SimulatedNetwork.Builder network);
  }
}
