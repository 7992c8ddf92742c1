package dev.interlane.mailbox.checkpoint;

import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.mailbox.Unsigned32;
import dev.interlane.primitive.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The checkpoints of one validator in a folder, in the layout of Hyperlane's {@code file://}
 * locations: {@code <index>_with_id.json}, for the newest index as a decimal number {@code
 * index.json}, {@code announcement.json} and {@code reorg_flag.json}. A file appears whole or not
 * at all. Reading is thread-safe.
 */
public final class DirectoryCheckpoints implements CheckpointStorage {
  private static final String SCHEME = "file://";
  private static final String INDEX_FILE = "index.json";
  private static final String REORG_FLAG_FILE = "reorg_flag.json";
  private static final String ANNOUNCEMENT_FILE = "announcement.json";

  private final Path folder;

  private DirectoryCheckpoints(Path folder) {
    this.folder = folder;
  }

  /** The checkpoints in this folder, which is created by the first write. */
  public static DirectoryCheckpoints in(Path folder) {
    return new DirectoryCheckpoints(folder);
  }

  /**
   * The checkpoints at an announced location.
   *
   * @throws IllegalArgumentException if it is not a {@code file://} location with an absolute path
   */
  public static DirectoryCheckpoints at(String location) {
    if (!location.startsWith(SCHEME + "/")) {
      throw new IllegalArgumentException(
          "Only locations file:///absolute/path are folders, got '" + location + "'");
    }
    return in(Path.of(location.substring(SCHEME.length())));
  }

  /** The location to announce. */
  public String location() {
    return SCHEME + folder.toAbsolutePath();
  }

  @Override
  public OptionalLong latestIndex() {
    Optional<Bytes> content = read(folder.resolve(INDEX_FILE), LatestIndex.MAX_BYTES);
    return content.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(LatestIndex.read(content.get(), INDEX_FILE));
  }

  @Override
  public Optional<SignedCheckpoint> checkpoint(long index) {
    return read(file(index), CheckpointJson.MAX_BYTES).map(SignedCheckpoint::fromJson);
  }

  @Override
  public boolean isReorgFlagged() {
    return read(folder.resolve(REORG_FLAG_FILE), REORG_FLAG_MAX_BYTES).isPresent();
  }

  @Override
  public void write(SignedCheckpoint checkpoint) {
    write(file(checkpoint.checkpoint().index()), checkpoint.toJson());
  }

  @Override
  public void writeLatestIndex(long index) {
    write(
        folder.resolve(INDEX_FILE),
        Bytes.fromUtf8(Long.toString(Unsigned32.check("index", index))));
  }

  @Override
  public void raiseReorgFlag(ReorgFlag flag) {
    write(folder.resolve(REORG_FLAG_FILE), flag.toJson());
  }

  @Override
  public void writeAnnouncement(SignedAnnouncement announcement) {
    write(folder.resolve(ANNOUNCEMENT_FILE), announcement.toJson());
  }

  private Path file(long index) {
    return folder.resolve(Unsigned32.check("index", index) + "_with_id.json");
  }

  private static Optional<Bytes> read(Path file, int maxBytes) {
    try (InputStream in = Files.newInputStream(file)) {
      // One more byte than allowed shows that there is too much, without reading all of it.
      byte[] content = in.readNBytes(maxBytes + 1);
      if (content.length > maxBytes) {
        throw CodecException.at(
            DecodeReason.LIMIT, maxBytes, file.getFileName().toString(), "the file is too large");
      }
      return Optional.of(Bytes.of(content));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read " + file, unreadable);
    }
  }

  private void write(Path file, Bytes content) {
    try {
      Files.createDirectories(folder);
      Path fresh = folder.resolve(file.getFileName() + ".writing");
      Files.writeString(fresh, content.toUtf8(), StandardCharsets.UTF_8);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw new UncheckedIOException("Cannot write " + file, unwritable);
    }
  }
}
