package dev.interlane.devnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Folders that are expensive to make and are kept between runs. A folder is filled beside its place
 * and renamed into it, so it exists complete or not at all; a lock file keeps other processes from
 * filling it at the same time.
 */
final class DevnetCache {
  /** Makes the content of a new folder. */
  interface Filling {
    void into(Path directory) throws IOException;
  }

  /** File locks exclude processes only; this excludes the threads of ours. */
  private static final ReentrantLock FILLING = new ReentrantLock();

  private static final String DRAFT = ".draft-";

  private final Path root;

  private DevnetCache(Path root) {
    this.root = root;
  }

  static DevnetCache at(Path root) {
    return new DevnetCache(root.toAbsolutePath());
  }

  /** {@code $INTERLANE_CACHE}, else {@code interlane} in the user's cache folder. */
  static DevnetCache ofUser() {
    String chosen = environment("INTERLANE_CACHE");
    if (chosen != null) {
      return at(Path.of(chosen));
    }
    String caches = environment("XDG_CACHE_HOME");
    Path parent =
        caches == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
    return at(parent.resolve("interlane"));
  }

  /** The folder of this name; filled first where it does not exist yet. */
  Path folder(String name, Filling filling) {
    Path folder = root.resolve(name);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    FILLING.lock();
    try {
      Files.createDirectories(root);
      try (FileChannel channel = openLock(name)) {
        channel.lock(); // held until the channel closes
        if (!Files.isDirectory(folder)) {
          fill(folder, filling);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Could not fill " + folder + " of the devnet's cache: " + e.getMessage(), e);
    } finally {
      FILLING.unlock();
    }
  }

  private FileChannel openLock(String name) throws IOException {
    return FileChannel.open(
        root.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private void fill(Path folder, Filling filling) throws IOException {
    deleteAbandonedDrafts(folder);
    Path draft = Files.createTempDirectory(root, folder.getFileName() + DRAFT);
    try {
      filling.into(draft);
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      deleteTree(draft);
    }
  }

  /** What a killed process left; nobody else fills this folder while we hold its lock. */
  private void deleteAbandonedDrafts(Path folder) throws IOException {
    try (DirectoryStream<Path> drafts =
        Files.newDirectoryStream(root, folder.getFileName() + DRAFT + "*")) {
      for (Path draft : drafts) {
        deleteTree(draft);
      }
    }
  }

  /** Deletes a folder and all in it; nothing where there is none. */
  static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static @Nullable String environment(String name) {
    String value = System.getenv(name);
    return value == null || value.isBlank() ? null : value;
  }
}
