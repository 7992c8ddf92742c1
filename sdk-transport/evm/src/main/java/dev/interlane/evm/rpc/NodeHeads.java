package dev.interlane.evm.rpc;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.Finality;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.spi.ChainHeads;
import java.util.Optional;
import java.util.regex.Pattern;

/** How far one node says the chain is. Thread-safe. */
final class NodeHeads {
  private static final String GET_BLOCK = "eth_getBlockByNumber";

  /**
   * Answers of nodes without the tag, or of chains too young to have such a block. Not "header not
   * found", which a node says that is catching up: depth must not step in for that.
   */
  private static final Pattern NO_SUCH_TAG =
      Pattern.compile(
          "\\btag|finali[sz]ed|\\bsafe\\b|hex string without 0x|unable to parse",
          Pattern.CASE_INSENSITIVE);

  private static final int INVALID_PARAMETERS = -32602;

  private final Node node;
  private final BlockReading reading;
  private final HeadRule rule;

  /** Once true, depth is never used again: finality must not change its meaning on the way. */
  private volatile boolean knowsTags;

  NodeHeads(Node node, BlockReading reading, HeadRule rule) {
    this.node = node;
    this.reading = reading;
    this.rule = rule;
  }

  ChainHeads heads() {
    if (rule.judge() == HeadRule.Judge.DEPTH) {
      return byDepth();
    }
    Optional<ChainHeads> byTags = byTags();
    if (byTags.isPresent()) {
      knowsTags = true;
      return byTags.get();
    }
    if (knowsTags || rule.judge() == HeadRule.Judge.TAGS) {
      throw new ChainUnavailableException(
          node.name() + " has no block for the tags safe and finalized",
          "It may be starting up; for a chain without these tags choose HeadRule.depth");
    }
    return byDepth();
  }

  /** The block parameter that names the newest block of a finality. */
  String parameter(Finality finality) {
    if (finality == Finality.SEEN) {
      return "latest";
    }
    ChainHeads heads = knowsTags ? null : heads();
    return heads == null || knowsTags ? tag(finality) : hex(heads.at(finality).height());
  }

  /** From sure to unsure, so that a block that arrives meanwhile cannot make the heads fall. */
  private Optional<ChainHeads> byTags() {
    Optional<BlockRef> finalized = tagged(Finality.FINAL);
    if (finalized.isEmpty()) {
      return Optional.empty();
    }
    Optional<BlockRef> safe = tagged(Finality.SAFE);
    if (safe.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(rising(newest(), safe.get(), finalized.get(), "tag finalized"));
  }

  private ChainHeads byDepth() {
    BlockRef seen = newest();
    return rising(
        seen,
        below(seen, rule.safeDepth()),
        below(seen, rule.finalDepth()),
        "depth " + rule.finalDepth());
  }

  private ChainHeads rising(BlockRef seen, BlockRef safe, BlockRef finalized, String text) {
    if (finalized.height() > safe.height() || safe.height() > seen.height()) {
      throw node.origin(GET_BLOCK)
          .nonsense(
              "heads fall with finality: latest "
                  + seen.height()
                  + ", safe "
                  + safe.height()
                  + ", finalized "
                  + finalized.height(),
              null);
    }
    return new ChainHeads(seen, safe, finalized, text);
  }

  private BlockRef newest() {
    JsonAnswer block = node.result(GET_BLOCK, tag(Finality.SEEN), false);
    if (block.isNull()) {
      throw block.nonsense("no newest block");
    }
    return reading.header(block).block();
  }

  private BlockRef below(BlockRef seen, long depth) {
    long height = Math.max(0, seen.height() - depth);
    if (height == seen.height()) {
      return seen;
    }
    JsonAnswer block = node.result(GET_BLOCK, hex(height), false);
    if (block.isNull()) {
      throw block.nonsense("no block " + height + ", though the newest is " + seen.height());
    }
    BlockRef found = reading.header(block).block();
    if (found.height() != height) {
      throw block.nonsense("asked for block " + height + ", got " + found.height());
    }
    return found;
  }

  private Optional<BlockRef> tagged(Finality finality) {
    return switch (node.ask(GET_BLOCK, tag(finality), false)) {
      case NodeAnswer.Result result ->
          result.json().isNull()
              ? Optional.empty()
              : Optional.of(reading.header(result.json()).block());
      case NodeAnswer.Failure failure -> {
        if (failure.code() != INVALID_PARAMETERS && !NO_SUCH_TAG.matcher(failure.text()).find()) {
          throw node.origin(GET_BLOCK).refused(failure);
        }
        yield Optional.empty();
      }
    };
  }

  private static String tag(Finality finality) {
    return switch (finality) {
      case SEEN -> "latest";
      case SAFE -> "safe";
      case FINAL -> "finalized";
    };
  }

  static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }
}
