package dev.interlane.explorer;

import dev.interlane.message.MessageId;
import java.util.List;

/** Which messages moved, in the order they did. Thread-safe. */
interface Moves extends AutoCloseable {
  /** The place of the newest move; zero when there was none. */
  long newest();

  /** The messages that moved after a place, each once, from a bounded part of the log. */
  Part after(long position);

  @Override
  void close();

  /**
   * A part of the log.
   *
   * @param messages that moved in it
   * @param position where it ends
   * @param isLast whether nothing was known beyond it
   */
  record Part(List<MessageId> messages, long position, boolean isLast) {
    public Part {
      messages = List.copyOf(messages);
    }
  }
}
