package dev.interlane.testkit.junit;

import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.fault.FaultPlan;
import dev.interlane.testkit.fault.FaultRates;
import dev.interlane.testkit.simulation.Simulation;
import dev.interlane.testkit.simulation.SimulationReport;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Runs a {@link SimulationTest} on its seeds. */
final class SimulationTestExtension implements InvocationInterceptor, ParameterResolver {
  private static final String FAULTS_PROPERTY = "interlane.faults";

  SimulationTestExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.isAnnotated(Network.class)
        && parameter.getParameter().getType() == SimulatedNetwork.class;
  }

  /** Stands for the networks to come; JUnit wants a value before the runs begin. */
  @Override
  public SimulatedNetwork resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return SimulatedNetwork.create(0);
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> called,
      ExtensionContext test) {
    invocation.skip();
    called.getArguments().stream()
        .filter(SimulatedNetwork.class::isInstance)
        .forEach(network -> ((SimulatedNetwork) network).close());
    Simulation simulation =
        Simulation.builder()
            .test(network -> call(called, network))
            .rates(FaultRates.standard())
            .build();
    List<SimulationReport> reports = run(simulation, seeds(test));
    reports.stream()
        .filter(report -> !report.isClean())
        .min(Comparator.comparingLong(SimulationReport::seed))
        .ifPresent(failed -> fail(simulation, failed));
    test.publishReportEntry("simulation", coverage(reports));
  }

  private static LongStream seeds(ExtensionContext test) {
    Long chosen = Long.getLong(SimulatedNetworkExtension.SEED_PROPERTY);
    return chosen != null
        ? LongStream.of(chosen)
        : LongStream.range(
            0, test.getRequiredTestMethod().getAnnotation(SimulationTest.class).seeds());
  }

  private static List<SimulationReport> run(Simulation simulation, LongStream seeds) {
    String faults = System.getProperty(FAULTS_PROPERTY);
    return seeds
        .parallel()
        .mapToObj(
            seed ->
                faults == null
                    ? simulation.run(seed)
                    : simulation.run(seed, FaultPlan.parse(faults)))
        .toList();
  }

  private static void call(ReflectiveInvocationContext<Method> called, SimulatedNetwork network) {
    Object[] arguments =
        called.getArguments().stream()
            .map(argument -> argument instanceof SimulatedNetwork ? network : argument)
            .toArray();
    Method method = called.getExecutable();
    method.setAccessible(true);
    try {
      method.invoke(called.getTarget().orElse(null), arguments);
    } catch (InvocationTargetException thrown) {
      throw unchecked(thrown.getCause());
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(method + " cannot be called", impossible);
    }
  }

  private static RuntimeException unchecked(@Nullable Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("The test threw " + thrown, thrown);
  }

  private static void fail(Simulation simulation, SimulationReport failed) {
    SimulationReport shortest = simulation.shrink(failed);
    String reproduce =
        "-D"
            + SimulatedNetworkExtension.SEED_PROPERTY
            + "="
            + shortest.seed()
            + " -D"
            + FAULTS_PROPERTY
            + "=\""
            + shortest.plan()
            + "\"";
    throw new AssertionError(
        "Seed "
            + failed.seed()
            + " breaks an invariant\n"
            + String.join("\n", Simulation.story(shortest, reproduce)));
  }

  private static String coverage(List<SimulationReport> reports) {
    TreeSet<String> states = new TreeSet<>();
    TreeSet<String> faults = new TreeSet<>();
    reports.forEach(
        report -> {
          states.addAll(report.states());
          faults.addAll(report.strikes().keySet());
        });
    return reports.size()
        + " seeds, states reached "
        + states.size()
        + "/14, kinds of faults injected "
        + faults.size()
        + "/"
        + FaultRates.kinds().size();
  }
}
