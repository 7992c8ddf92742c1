package dev.interlane.pipeline;

import dev.interlane.chain.ChainId;
import dev.interlane.message.MessageId;
import dev.interlane.receipt.ProtocolId;
import dev.interlane.spi.Sighting;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which message a protocol's id means, and the sightings that mean none yet: a stranger may deliver
 * before we have read the origin's block. The loop's own.
 */
final class ProtocolIndex {
  /** How many sightings of unknown messages are kept; on a busy mailbox most are other people's. */
  static final int MAX_UNMATCHED = 20_000;

  private record Key(String protocol, String value) {
    static Key of(ProtocolId id) {
      return new Key(id.protocol(), id.value());
    }
  }

  /** What one chain says hides nothing that another one does. */
  private record Unmatched(Key key, ChainId chain) {}

  private final Map<Key, Tracked> messages = new HashMap<>();
  private final LinkedHashMap<Unmatched, Sighting> unmatched = new LinkedHashMap<>();

  /** The message is known by these ids from now on. Gives the sightings that came before. */
  List<Sighting> add(Tracked message, List<ProtocolId> ids) {
    ids.forEach(id -> messages.put(Key.of(id), message));
    ChainId destination = message.record.envelope().destination();
    return ids.stream()
        .map(id -> Optional.ofNullable(unmatched.remove(new Unmatched(Key.of(id), destination))))
        .flatMap(Optional::stream)
        .toList();
  }

  void remove(Tracked message, List<ProtocolId> ids) {
    ids.forEach(id -> messages.remove(Key.of(id), message));
  }

  /** The message that is known by any of these ids. */
  Optional<MessageId> find(List<ProtocolId> ids) {
    return ids.stream()
        .map(id -> Optional.ofNullable(messages.get(Key.of(id))).map(Tracked::id))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The message of a sighting; if there is none yet, the sighting is kept. */
  Optional<Tracked> match(Sighting sighting) {
    Key key = Key.of(sighting.protocolId());
    Tracked message = messages.get(key);
    if (message == null) {
      unmatched.put(new Unmatched(key, sighting.log().block().chain()), sighting);
      if (unmatched.size() > MAX_UNMATCHED) {
        var eldest = unmatched.entrySet().iterator();
        eldest.next();
        eldest.remove();
      }
    }
    return Optional.ofNullable(message);
  }
}
