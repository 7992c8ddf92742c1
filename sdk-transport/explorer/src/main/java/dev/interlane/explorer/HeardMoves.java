package dev.interlane.explorer;

import dev.interlane.client.MessageListener;
import dev.interlane.client.MessagingClient;
import dev.interlane.message.MessageId;
import dev.interlane.receipt.TimelineEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The moves that a running client tells of, from when this began to listen. */
final class HeardMoves implements Moves, MessageListener {
  private static final int PART_MESSAGES = 1_000;

  private final MessagingClient.Registration registration;
  private final Map<MessageId, Long> placeOf = new HashMap<>();
  private final TreeMap<Long, MessageId> messageAt = new TreeMap<>();
  private long newest;

  /**
   * Begins to listen.
   *
   * @param client where to, such as {@code client::listen}
   */
  HeardMoves(Function<MessageListener, MessagingClient.Registration> client) {
    registration = client.apply(this);
  }

  /** A message has the place of its newest move only, so that no more is kept than there are. */
  @Override
  public synchronized void onEvent(MessageId id, TimelineEntry entry) {
    newest++;
    Long before = placeOf.put(id, newest);
    if (before != null) {
      messageAt.remove(before);
    }
    messageAt.put(newest, id);
    if (messageAt.size() > ExplorerRun.MAX_MESSAGES) {
      placeOf.remove(messageAt.pollFirstEntry().getValue());
    }
  }

  @Override
  public synchronized long newest() {
    return newest;
  }

  @Override
  public synchronized Part after(long position) {
    List<MessageId> moved = new ArrayList<>();
    long end = position;
    for (Map.Entry<Long, MessageId> move : messageAt.tailMap(position, false).entrySet()) {
      moved.add(move.getValue());
      end = move.getKey();
      if (moved.size() == PART_MESSAGES) {
        break;
      }
    }
    return new Part(moved, end, end == newest || moved.isEmpty());
  }

  @Override
  public void close() {
    registration.close();
  }
}
