package dev.interlane.journal;

/**
 * The journals' threads. They are platform threads: calls into SQLite pin whoever makes them, and a
 * sync takes as long as the disk takes; whoever waits for notices waits in the driver.
 */
final class JournalThreads {
  private JournalThreads() {}

  static Thread writer(Runnable loop) {
    return Thread.ofPlatform().daemon().name("interlane-sqlite-writer").start(loop);
  }

  static Thread sync(Runnable loop) {
    return Thread.ofPlatform().daemon().name("interlane-sqlite-sync").start(loop);
  }

  static Thread watch(Runnable loop) {
    return Thread.ofPlatform().daemon().name("interlane-postgres-watch").start(loop);
  }

  /** Not started yet. */
  static Thread tenure(Runnable loop) {
    return Thread.ofPlatform().daemon().name("interlane-tenure").unstarted(loop);
  }

  static Thread checkpointer(Runnable loop) {
    return Thread.ofPlatform().daemon().name("interlane-sqlite-checkpoint").start(loop);
  }

  /** Until the thread has ended, whatever interrupts whoever waits: what it has is needed. */
  static void awaitEnd(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException stop) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
