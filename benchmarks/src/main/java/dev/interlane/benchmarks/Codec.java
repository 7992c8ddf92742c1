package dev.interlane.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the codecs of all VMs with other libraries and with each other. */
@Command(
    name = "codec",
    description = {
      "Compares the codecs with other libraries: CPU time, allocation and throughput, both ways, in one run.",
      "Takes about fifteen minutes, or three with --quick."
    },
    mixinStandardHelpOptions = true)
final class Codec implements Callable<Integer> {
  @Option(names = "--quick", description = "One short round of each, for a first impression.")
  boolean isQuick;

  @Option(
      names = "--library",
      split = ",",
      paramLabel = "NAME",
      description = "Only these: ${COMPLETION-CANDIDATES}.")
  CodecLibrary[] libraries = CodecLibrary.values();

  @Option(
      names = "--payload",
      split = ",",
      paramLabel = "NAME",
      description = "Only these: ${COMPLETION-CANDIDATES}.")
  CodecPayload[] payloads = CodecPayload.values();

  @Mixin private final Report report = new Report();

  @Override
  public Integer call() throws RunnerException, IOException {
    System.err.println("Measuring; each of the tables comes at the end ...");
    Collection<RunResult> results = new Runner(options().build()).run();
    CodecReport tables = new CodecReport();
    results.forEach(result -> add(tables, result));
    report.give(isQuick ? "; short form" : "", tables);
    return 0;
  }

  private ChainedOptionsBuilder options() {
    TimeValue round = TimeValue.milliseconds(isQuick ? 300 : 1_000);
    return new OptionsBuilder()
        .include(CodecBenchmark.class.getName())
        .param("library", names(libraries))
        .param("payload", names(payloads))
        .forks(1)
        .warmupIterations(isQuick ? 2 : 3)
        .warmupTime(round)
        .measurementIterations(isQuick ? 2 : 4)
        .measurementTime(round)
        .jvmArgsAppend("-XX:+UseSerialGC", "-Xms1g", "-Xmx1g")
        .addProfiler(GCProfiler.class)
        .addProfiler(CpuTime.class)
        .verbosity(VerboseMode.SILENT);
  }

  private static String[] names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
  }

  private static void add(CodecReport report, RunResult result) {
    BenchmarkParams params = result.getParams();
    CodecLibrary library = CodecLibrary.valueOf(params.getParam("library"));
    CodecPayload payload = CodecPayload.valueOf(params.getParam("payload"));
    String benchmark = params.getBenchmark();
    report.add(
        library,
        payload,
        benchmark.substring(benchmark.lastIndexOf('.') + 1),
        library.prepare(payload).encodedBytes(),
        new CodecReport.Way(
            secondary(result, CpuTime.LABEL),
            secondary(result, "gc.alloc.rate.norm"),
            result.getPrimaryResult().getScore()));
  }

  private static double secondary(RunResult result, String label) {
    Result<?> found = result.getSecondaryResults().get(label);
    if (found == null) {
      throw new IllegalStateException(
          "JMH gave no " + label + ", only " + List.copyOf(result.getSecondaryResults().keySet()));
    }
    return found.getScore();
  }
}
