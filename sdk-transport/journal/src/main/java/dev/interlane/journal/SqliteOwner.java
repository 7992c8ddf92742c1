package dev.interlane.journal;

import dev.interlane.error.JournalUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The exclusive right to a journal's directory: a lock on a file in it, which the operating system
 * takes back when the process ends in whatever way. The file names the owner, for the message the
 * next one gets.
 */
final class SqliteOwner implements AutoCloseable {
  static final String LOCK_FILE = "journal.lock";

  /**
   * Directories owned by this process. Asked before the lock file is opened: closing any channel of
   * a file can drop every lock the process has on it.
   */
  private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

  private static final int MAX_NAME_BYTES = 200;

  private final Path directory;
  private final FileChannel channel;
  private final FileLock lock;

  private SqliteOwner(Path directory, FileChannel channel, FileLock lock) {
    this.directory = directory;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the directory.
   *
   * @param directory its real path
   * @throws JournalUnavailableException if somebody else has it
   */
  static SqliteOwner take(Path directory) {
    if (!HERE.add(directory)) {
      throw taken(directory, "by another journal object of this process");
    }
    try {
      SqliteOwner owner = lock(directory);
      if (owner == null) {
        throw taken(directory, "by " + name(directory.resolve(LOCK_FILE)));
      }
      return owner;
    } catch (IOException unusable) {
      HERE.remove(directory);
      throw new JournalUnavailableException(
          "Cannot lock the journal in " + directory + ": " + unusable,
          "The application must be able to write there, and the directory must be on a local disk",
          unusable);
    } catch (JournalUnavailableException taken) {
      HERE.remove(directory);
      throw taken;
    }
  }

  private static @Nullable SqliteOwner lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(LOCK_FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      return null;
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            ("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
    return new SqliteOwner(directory, channel, lock);
  }

  private static String name(Path lockFile) throws IOException {
    byte[] name = Files.readAllBytes(lockFile);
    return name.length == 0 || name.length > MAX_NAME_BYTES
        ? "another process"
        : new String(name, StandardCharsets.UTF_8);
  }

  private static JournalUnavailableException taken(Path directory, String by) {
    return new JournalUnavailableException(
        "The journal in " + directory + " is in use " + by,
        "One process at a time may own a SQLite journal. Stop the other, give this one a directory"
            + " of its own, or use the PostgreSQL journal for several instances");
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException alreadyGone) {
      // The lock ends with the channel, and the channel with the process at the latest.
    } finally {
      HERE.remove(directory);
    }
  }
}
