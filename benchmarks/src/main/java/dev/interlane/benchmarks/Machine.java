package dev.interlane.benchmarks;

import dev.interlane.evm.crypto.Secp256k1;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Where figures were taken: without it they mean nothing. */
final class Machine {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** One line for a table of figures. */
  static String describe() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %s %s, JDK %s, heap up to %d MiB, signatures by %s",
        cpu(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.version(),
        Runtime.getRuntime().maxMemory() >> 20,
        Secp256k1.implementation());
  }

  /** How many processes wanted a core in the last minute, ours among them. */
  static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", load);
  }

  private static String cpu() {
    if (!Files.isReadable(CPU_INFO)) {
      return "unknown CPU";
    }
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown CPU");
    } catch (IOException unreadable) {
      return "unknown CPU (" + unreadable.getMessage() + ")";
    }
  }
}
