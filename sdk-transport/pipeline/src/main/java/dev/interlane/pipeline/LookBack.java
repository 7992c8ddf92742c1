package dev.interlane.pipeline;

import dev.interlane.chain.ChainId;
import dev.interlane.receipt.ProtocolId;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.Sighting;
import dev.interlane.spi.TransportSession;
import java.util.Optional;

/** Searches a destination's logs, newest first, for a delivery of the past. Runs in a task. */
final class LookBack {
  /** How far back, in blocks. */
  static final long MAX_BLOCKS = 20_000;

  private LookBack() {}

  static Optional<Sighting> find(ChainPort port, TransportSession session, MessageRecord message) {
    ChainId chain = port.chainId();
    long newest = port.heads().seen().height();
    long oldest = Math.max(0, newest - MAX_BLOCKS);
    for (long to = newest; to >= oldest; to -= FinalRange.FIRST_BLOCKS) {
      long from = Math.max(oldest, to - FinalRange.FIRST_BLOCKS + 1);
      for (LogFilter filter : session.interests(chain)) {
        for (ChainLog log : port.logs(filter, from, to)) {
          Optional<Sighting> sighting =
              session.recognise(log).stream().filter(one -> isOf(message, one)).findFirst();
          if (sighting.isPresent()) {
            return sighting;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isOf(MessageRecord message, Sighting sighting) {
    for (ProtocolId id : message.protocolIds()) {
      if (id.protocol().equals(sighting.protocolId().protocol())
          && id.value().equals(sighting.protocolId().value())) {
        return true;
      }
    }
    return false;
  }
}
