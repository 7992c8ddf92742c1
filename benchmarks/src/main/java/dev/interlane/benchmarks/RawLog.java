package dev.interlane.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.CRC32C;

/**
 * What durable writing costs at least: bytes with length and checksum at the end of a file, synced
 * before the writer is told, those that come at the same time together. It finds nothing again.
 */
final class RawLog implements AutoCloseable {
  private static final int MAX_GROUP = 1024;
  private static final int HEAD_BYTES = 8;

  private static final class Append {
    private final byte[] bytes;
    private final CompletableFuture<Boolean> kept = new CompletableFuture<>();

    Append(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  private final FileChannel file;
  private final LinkedBlockingQueue<Append> queue = new LinkedBlockingQueue<>();
  private final Append end = new Append(new byte[0]);
  private final Thread writer = Thread.ofPlatform().daemon().name("raw-log").unstarted(this::run);

  RawLog(Path path) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    writer.start();
  }

  void keep(byte[] bytes) {
    Append append = new Append(bytes);
    queue.add(append);
    append.kept.join();
  }

  private void run() {
    List<Append> group = new ArrayList<>();
    boolean open = true;
    while (open) {
      group.clear();
      try {
        group.add(queue.take());
        queue.drainTo(group, MAX_GROUP - 1);
        open = !group.remove(end);
        write(group);
        group.forEach(append -> append.kept.complete(true));
      } catch (IOException | InterruptedException failed) {
        group.forEach(append -> append.kept.completeExceptionally(failed));
        return;
      }
    }
  }

  private void write(List<Append> group) throws IOException {
    int length = group.stream().mapToInt(append -> HEAD_BYTES + append.bytes.length).sum();
    ByteBuffer buffer = ByteBuffer.allocate(length);
    CRC32C checksum = new CRC32C();
    for (Append append : group) {
      checksum.reset();
      checksum.update(append.bytes);
      buffer.putInt(append.bytes.length).putInt((int) checksum.getValue()).put(append.bytes);
    }
    buffer.flip();
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
    file.force(false);
  }

  @Override
  public void close() {
    queue.add(end);
    try {
      writer.join();
      file.close();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
