package dev.interlane.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevnetCacheTest {
  @TempDir private Path root;

  @Test
  void fillsAFolderOnceForManyThreads() {
    AtomicInteger fillings = new AtomicInteger();
    List<CompletableFuture<Path>> askers =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            DevnetCache.at(root)
                                .folder(
                                    "tools",
                                    draft -> {
                                      fillings.incrementAndGet();
                                      Files.writeString(draft.resolve("file"), "content");
                                    })))
            .toList();

    askers.forEach(asker -> assertThat(asker.join().resolve("file")).hasContent("content"));
    assertThat(fillings).hasValue(1);
  }

  @Test
  void leavesNoFolderWhenFillingFails() throws IOException {
    DevnetCache cache = DevnetCache.at(root);

    assertThatThrownBy(
            () ->
                cache.folder(
                    "tools",
                    draft -> {
                      Files.writeString(draft.resolve("half"), "x");
                      throw new IOException("no network");
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no network");

    assertThat(root.resolve("tools")).doesNotExist();
    try (var left = Files.list(root)) {
      assertThat(left).allMatch(file -> file.toString().endsWith(".lock"));
    }
  }

  @Test
  void removesWhatAKilledProcessLeft() throws IOException {
    Path abandoned = Files.createDirectories(root.resolve("tools.draft-123/inner"));
    Files.writeString(abandoned.resolve("file"), "x");

    DevnetCache.at(root).folder("tools", draft -> {});

    assertThat(root.resolve("tools")).isEmptyDirectory();
    assertThat(root.resolve("tools.draft-123")).doesNotExist();
  }
}
