package dev.interlane.devnet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One running anvil on a port of its own choosing. It runs under a small Node script that ends it
 * when our end of a pipe closes: on {@link #close()}, at the end of the JVM, and also when the JVM
 * is killed.
 */
final class AnvilProcess implements AutoCloseable {
  /**
   * States kept, in blocks. With anvil's bare {@code --prune-history} (none kept) reorgs and calls
   * at older blocks fail; with all kept, long runs get slow.
   */
  private static final int KEPT_STATES = 256;

  /** Makes {@code safe} the block before the latest and {@code finalized} the one before that. */
  private static final int SLOTS_IN_AN_EPOCH = 1;

  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final int SHOWN_LINES = 20;
  private static final Pattern LISTENING = Pattern.compile("Listening on 127\\.0\\.0\\.1:([0-9]+)");

  private final Process process;
  private final Optional<Duration> blockTime;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  private AnvilProcess(Process process, Optional<Duration> blockTime) {
    this.process = process;
    this.blockTime = blockTime;
  }

  /** Starts the process and does not wait for it. */
  static AnvilProcess launch(NodeTools tools, long chainId, Optional<Duration> blockTime) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "node",
                tools.script("anvil-keeper.mjs").toString(),
                tools.anvil().toString(),
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--chain-id",
                Long.toString(chainId),
                "--prune-history",
                Integer.toString(KEPT_STATES),
                "--slots-in-an-epoch",
                Integer.toString(SLOTS_IN_AN_EPOCH)));
    blockTime.ifPresent(time -> command.addAll(List.of("--block-time", seconds(time))));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      AnvilProcess anvil = new AnvilProcess(process, blockTime);
      Thread reader = new Thread(anvil::readOutput, "anvil-output-" + process.pid());
      reader.setDaemon(true);
      reader.start();
      return anvil;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start anvil: " + e.getMessage(), e);
    }
  }

  /** The interval between blocks; empty for a block per transaction. */
  Optional<Duration> blockTime() {
    return blockTime;
  }

  /**
   * Where it listens, as soon as it does.
   *
   * @throws IllegalStateException if it ends or does not listen in time
   */
  URI awaitUrl() {
    try {
      return URI.create(
          "http://127.0.0.1:" + port.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      throw new IllegalStateException("anvil did not start: " + e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "anvil did not listen within " + LONGEST_START.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while anvil was starting", e);
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (IOException e) {
      kill();
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /** Reads to the end, since a full pipe would stop anvil; keeps nothing once the port is known. */
  private void readOutput() {
    Deque<String> last = new ArrayDeque<>();
    try (BufferedReader lines = process.inputReader()) {
      for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (port.isDone()) {
          continue;
        }
        last.add(line);
        if (last.size() > SHOWN_LINES) {
          last.remove();
        }
        Matcher listening = LISTENING.matcher(line);
        if (listening.find()) {
          port.complete(Integer.parseInt(listening.group(1)));
        }
      }
      port.completeExceptionally(new IOException("it ended, saying " + last));
    } catch (IOException e) {
      port.completeExceptionally(e);
    }
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).toPlainString();
  }
}
