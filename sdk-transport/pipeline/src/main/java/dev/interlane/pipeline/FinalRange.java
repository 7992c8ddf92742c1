package dev.interlane.pipeline;

import dev.interlane.error.ChainUnavailableException;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.LogFilter;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many final blocks are asked for by one log query: twice as many after each answer, half as
 * many after each refusal, whatever words a node finds for it. Used by one task at a time.
 */
final class FinalRange {
  /** How many at first. */
  static final long FIRST_BLOCKS = 500;

  /** The most. */
  static final long MAX_BLOCKS = 16_000;

  /** Fewer than this are read block by block. */
  static final long MIN_BLOCKS = 64;

  private static final Logger LOG = LoggerFactory.getLogger(FinalRange.class);

  private final ChainPort port;
  private long blocks = FIRST_BLOCKS;

  FinalRange(ChainPort port) {
    this.port = port;
  }

  /** What a query brought: the logs of all blocks up to this height. */
  record Read(long to, List<ChainLog> logs) {}

  /**
   * Reads the next range.
   *
   * @throws ChainUnavailableException if not even a small one is answered
   */
  Read next(Optional<LogFilter> filter, long from, long last) {
    while (true) {
      long to = Math.min(from + blocks - 1, last);
      try {
        List<ChainLog> logs = filter.map(wanted -> port.logs(wanted, from, to)).orElseGet(List::of);
        blocks = Math.min(blocks * 2, MAX_BLOCKS);
        return new Read(to, logs);
      } catch (ChainUnavailableException refused) {
        if (blocks <= MIN_BLOCKS) {
          throw refused;
        }
        blocks = Math.max(MIN_BLOCKS, blocks / 2);
        LOG.debug("{}: asking for fewer blocks, {}", port.chainId(), blocks, refused);
      }
    }
  }
}
