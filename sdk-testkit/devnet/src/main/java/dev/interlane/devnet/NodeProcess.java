package dev.interlane.devnet;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs {@code node} and {@code npm} of the machine to their end. */
final class NodeProcess {
  private static final int OLDEST_NODE = 18;
  private static final Duration LONGEST_RUN = Duration.ofMinutes(15);
  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(10);
  private static final int SHOWN_OUTPUT_CHARS = 2000;

  private NodeProcess() {}

  /** One sentence on why this machine cannot run the devnet, found out once; empty when it can. */
  static Optional<String> whyUnavailable() {
    return Unavailability.OF_NODE_OR_NPM;
  }

  /** The same, leaving out npm, which only fills the cache. */
  static Optional<String> whyNodeUnavailable() {
    return Unavailability.OF_NODE;
  }

  /** Asking npm for its version takes longer than starting a node. */
  private static final class Unavailability {
    static final Optional<String> OF_NODE = ofNode();
    static final Optional<String> OF_NODE_OR_NPM = OF_NODE.isPresent() ? OF_NODE : ofNpm();

    private static Optional<String> ofNode() {
      String needed =
          "The devnet needs Node "
              + OLDEST_NODE
              + " or newer with npm, to run anvil and to compile Solidity: ";
      @Nullable String version = version("node");
      if (version == null) {
        return Optional.of(needed + "there is no working 'node' on the PATH.");
      }
      return majorOf(version) < OLDEST_NODE
          ? Optional.of(needed + "the 'node' on the PATH is " + version + ".")
          : Optional.empty();
    }

    private static Optional<String> ofNpm() {
      return version(npm()) == null
          ? Optional.of(
              "The devnet needs npm, to fetch anvil, solc and Hyperlane's contracts: there is no working 'npm' on the PATH.")
          : Optional.empty();
    }
  }

  static void npm(Path directory, String purpose, List<String> arguments) throws IOException {
    Optional<String> missing = whyUnavailable();
    if (missing.isPresent()) {
      throw new IOException(missing.get());
    }
    List<String> command = new ArrayList<>(List.of(npm()));
    command.addAll(arguments);
    run(directory, purpose, command);
  }

  static void node(Path directory, String purpose, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(arguments);
    run(directory, purpose, command);
  }

  private static void run(Path directory, String purpose, List<String> command) throws IOException {
    Path output = Files.createTempFile("interlane-devnet-", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().close();
      await(process, purpose);
      if (process.exitValue() != 0) {
        throw new IOException(
            purpose
                + " failed: '"
                + String.join(" ", command)
                + "' ended with "
                + process.exitValue()
                + ": "
                + tail(Files.readString(output)));
      }
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static void await(Process process, String purpose) throws IOException {
    try {
      for (Duration waited = Duration.ZERO;
          !process.waitFor(PROGRESS_EVERY.toMillis(), TimeUnit.MILLISECONDS); ) {
        waited = waited.plus(PROGRESS_EVERY);
        if (waited.compareTo(LONGEST_RUN) > 0) {
          throw new IOException(
              purpose + " did not end within " + LONGEST_RUN.toMinutes() + " minutes");
        }
        DevnetProgress.show(purpose + ", " + waited.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException(purpose + " was interrupted").initCause(e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static @Nullable String version(String command) {
    try {
      Process process = new ProcessBuilder(command, "--version").redirectErrorStream(false).start();
      try (var lines = process.inputReader()) {
        process.getOutputStream().close();
        @Nullable String first = lines.readLine();
        return process.waitFor() == 0 ? first : null;
      }
    } catch (IOException notThere) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static int majorOf(String nodeVersion) {
    String digits = nodeVersion.replaceFirst("^v", "").replaceFirst("\\..*$", "");
    return digits.matches("[0-9]{1,6}") ? Integer.parseInt(digits) : 0;
  }

  private static String npm() {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    return windows ? "npm.cmd" : "npm";
  }

  private static String tail(String output) {
    String text = output.strip();
    return text.length() <= SHOWN_OUTPUT_CHARS
        ? text
        : text.substring(text.length() - SHOWN_OUTPUT_CHARS);
  }
}
