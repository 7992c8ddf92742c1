package dev.interlane.testkit.chain;

import org.jspecify.annotations.Nullable;

/**
 * A value that remembers what it was at earlier heights: a reorganisation drops the newest
 * versions, and a question about an earlier block reads through them.
 */
final class Versioned<T> {
  /** The height of what holds in every block: deployments and acts of the test itself. */
  static final long ALWAYS = -1;

  /** The height of writes that are rolled back at the end of a call. */
  static final long SCRATCH = Long.MAX_VALUE;

  private @Nullable Version<T> newest;

  /** What a block of {@code height} sees, or what the writer at {@code writing} wrote. */
  @Nullable T read(long height, long writing) {
    Version<T> version = newest;
    while (version != null && version.height > height && version.height != writing) {
      version = version.before;
    }
    return version == null ? null : version.value;
  }

  /** Writes and answers what {@link #restore} takes to undo it. */
  @Nullable Version<T> write(T value, long height) {
    Version<T> old = newest;
    if (height == ALWAYS) {
      newest = new Version<>(value, height, null);
    } else {
      Version<T> before = old != null && old.height == height ? old.before : old;
      newest = new Version<>(value, height, before);
    }
    return old;
  }

  void restore(@Nullable Version<T> version) {
    newest = version;
  }

  /** Forgets what was written at {@code height} and above. */
  void dropFrom(long height) {
    while (newest != null && newest.height >= height) {
      newest = newest.before;
    }
  }

  /** Forgets what no block of {@code height} or above can see any more. */
  void pruneBelow(long height) {
    Version<T> version = newest;
    while (version != null && version.height > height) {
      version = version.before;
    }
    if (version != null) {
      version.before = null;
    }
  }

  /** One value and the block that wrote it. */
  static final class Version<T> {
    private final T value;
    private final long height;
    private @Nullable Version<T> before;

    private Version(T value, long height, @Nullable Version<T> before) {
      this.value = value;
      this.height = height;
      this.before = before;
    }
  }
}
