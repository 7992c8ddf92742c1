package dev.interlane.journal;

/**
 * The journal's two threads. They are platform threads: calls into SQLite pin whoever makes them,
 * and a sync takes as long as the disk takes.
 */
final class SqliteThreads {
  private SqliteThreads() {}

  static Thread writer(Runnable loop) {
    return Thread.ofPlatform().daemon().name("interlane-sqlite-writer").start(loop);
  }

  static Thread checkpointer(Runnable loop) {
    return Thread.ofPlatform().daemon().name("interlane-sqlite-checkpoint").start(loop);
  }
}
