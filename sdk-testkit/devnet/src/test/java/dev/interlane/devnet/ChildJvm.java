package dev.interlane.devnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A second JVM for what one cannot show of itself: being killed, another environment, another
 * process at the same cache.
 */
final class ChildJvm {
  private ChildJvm() {}

  static Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ChildJvm.class.getName()),
                Stream.of(arguments))
            .toList();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    return builder.start();
  }

  public static void main(String[] arguments) throws IOException {
    switch (arguments[0]) {
      case "devnet" -> runDevnet();
      case "unavailable" -> System.out.println(Devnet.whyUnavailable().orElse("available"));
      case "condition" -> System.out.println(DevnetCondition.evaluate());
      case "fill" -> fill(Path.of(arguments[1]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /** Holds a devnet until standard input ends. */
  private static void runDevnet() throws IOException {
    try (Devnet devnet = Devnet.builder().start()) {
      System.out.println(devnet.chains().get(0).rpcUrl());
      System.in.read();
    }
  }

  private static void fill(Path root) {
    System.out.println("ready");
    DevnetCache.at(root)
        .folder(
            "tools",
            draft ->
                Files.writeString(
                    root.resolve("fillings"),
                    "filled\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND));
  }
}
