package dev.interlane.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresDevnet
class DevnetProcessTest {
  private static final int LONGEST_WAIT_SECONDS = 60;

  @Test
  void nodesEndWhenTheirJvmIsKilled() throws Exception {
    Process jvm = ChildJvm.start(Map.of(), "devnet");
    URI url = URI.create(jvm.inputReader().readLine());
    List<ProcessHandle> nodes = jvm.descendants().toList();
    assertThat(nodes).as("two keepers and two nodes").hasSize(4);
    assertThat(AnvilPort.answers(url)).isTrue();

    jvm.destroyForcibly();

    for (ProcessHandle node : nodes) {
      node.onExit().get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(AnvilPort.answers(url)).isFalse();
  }

  @Test
  void saysInOneSentenceThatNodeIsMissing(@TempDir Path empty) throws IOException {
    Process jvm = ChildJvm.start(Map.of("PATH", empty.toString()), "unavailable");

    assertThat(jvm.inputReader().readLine())
        .isEqualTo(
            "The devnet needs Node 18 or newer with npm, to run anvil and to compile Solidity: there is no working 'node'"
                + " on the PATH.");
  }

  @Test
  void testsAreSkippedWithoutNodeButNotInCi(@TempDir Path empty) throws IOException {
    Process elsewhere =
        ChildJvm.start(Map.of("PATH", empty.toString(), "CI", "false"), "condition");
    Process ci = ChildJvm.start(Map.of("PATH", empty.toString(), "CI", "true"), "condition");

    assertThat(elsewhere.inputReader().readLine())
        .contains("enabled = false", "The devnet needs Node 18 or newer");
    assertThat(ci.inputReader().readLine()).contains("enabled = true");
  }

  @Test
  void processesFillTheSharedCacheOnce(@TempDir Path root) throws Exception {
    List<Process> fillers = new ArrayList<>();
    try (FileChannel lock =
        FileChannel.open(
            root.resolve("tools.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock();
      for (int i = 0; i < 3; i++) {
        fillers.add(ChildJvm.start(Map.of(), "fill", root.toString()));
      }
      for (Process filler : fillers) {
        assertThat(filler.inputReader().readLine()).isEqualTo("ready");
      }
      assertThat(root.resolve("fillings")).doesNotExist();
    }

    for (Process filler : fillers) {
      assertThat(filler.waitFor(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(filler.exitValue()).isZero();
    }
    assertThat(root.resolve("fillings")).hasContent("filled");
  }
}
