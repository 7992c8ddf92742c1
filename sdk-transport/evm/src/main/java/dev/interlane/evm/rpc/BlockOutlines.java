package dev.interlane.evm.rpc;

import dev.interlane.chain.BlockRef;
import dev.interlane.codec.execution.LogsBloom;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.spi.ChainLog;
import dev.interlane.spi.TransactionReceipt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the headers of one node say about the receipts of their blocks: how many there are, and the
 * bloom of their logs. A node may answer for a block that it has not finished; what does not sum up
 * to the header is refused, to be asked for again or elsewhere. Some chains have headers that never
 * sum up: a node that stays with its answer is believed. Thread-safe.
 */
final class BlockOutlines {
  /** How many blocks are remembered, the newest. */
  static final int MAX_BLOCKS = 256;

  /** How often an answer for one block is refused. */
  static final int MAX_REFUSALS = 2;

  /** After so many blocks that stayed odd, the headers are not compared any more. */
  static final int MAX_ODD_BLOCKS = 3;

  private static final Logger LOG = LoggerFactory.getLogger(BlockOutlines.class);

  private final Node node;
  private final Map<Bytes32, Outline> outlines = new LinkedHashMap<>();
  private int oddBlocks;

  BlockOutlines(Node node) {
    this.node = node;
  }

  private static final class Outline {
    private final int transactions;
    private final Bytes bloom;
    private int refusals;

    Outline(int transactions, Bytes bloom) {
      this.transactions = transactions;
      this.bloom = bloom;
    }

    /** How the receipts differ from the header; empty if they do not. */
    Optional<String> differenceTo(List<TransactionReceipt> receipts) {
      if (receipts.size() != transactions) {
        return Optional.of(receipts.size() + " receipts of " + transactions + " transactions");
      }
      return isTrueBloom() && !bloomOf(receipts).equals(bloom)
          ? Optional.of("receipts whose logs have another bloom than its header")
          : Optional.empty();
    }

    /** Some chains have none, or put nothing or everything into it. */
    private boolean isTrueBloom() {
      if (bloom.length() != LogsBloom.BYTES) {
        return false;
      }
      byte first = bloom.get(0);
      if (first != 0 && first != (byte) 0xff) {
        return true;
      }
      for (int i = 1; i < bloom.length(); i++) {
        if (bloom.get(i) != first) {
          return true;
        }
      }
      return false;
    }
  }

  private static Bytes bloomOf(List<TransactionReceipt> receipts) {
    return Bytes.generate(
        LogsBloom.BYTES,
        bloom -> {
          for (TransactionReceipt receipt : receipts) {
            for (ChainLog log : receipt.logs()) {
              LogsBloom.add(bloom, Keccak256.hash(log.emitter().toBytes()));
              log.topics().forEach(topic -> LogsBloom.add(bloom, Keccak256.hash(topic.toBytes())));
            }
          }
        });
  }

  /** Remembers what the header of a block says. */
  synchronized void remember(Bytes32 blockHash, int transactions, Bytes bloom) {
    if (oddBlocks >= MAX_ODD_BLOCKS) {
      return;
    }
    Outline known = outlines.get(blockHash);
    if (known == null || known.transactions != transactions || !known.bloom.equals(bloom)) {
      Outline outline = new Outline(transactions, bloom);
      outline.refusals = known == null ? 0 : known.refusals;
      outlines.put(blockHash, outline);
    }
    if (outlines.size() > MAX_BLOCKS) {
      outlines.remove(outlines.keySet().iterator().next());
    }
  }

  /** How many transactions the block has, if its header was seen. */
  synchronized Optional<Integer> transactions(Bytes32 blockHash) {
    return Optional.ofNullable(outlines.get(blockHash)).map(outline -> outline.transactions);
  }

  /**
   * Makes sure that these are the receipts of the whole block, as far as its header was seen.
   *
   * @throws ChainUnavailableException if they are not, and the node has not often said the same
   */
  synchronized void requireWhole(BlockRef block, List<TransactionReceipt> receipts) {
    Outline outline = outlines.get(block.hash());
    Optional<String> difference =
        outline == null ? Optional.empty() : outline.differenceTo(receipts);
    if (outline == null || difference.isEmpty()) {
      return;
    }
    if (outline.refusals < MAX_REFUSALS) {
      outline.refusals++;
      throw new ChainUnavailableException(
          node.name() + " gave " + difference.get() + " for block " + block,
          "It may not have finished the block: asked again, or another node");
    }
    oddBlocks++;
    LOG.warn(
        "{} stays with {} for block {}; taken as they are", node.name(), difference.get(), block);
    outlines.remove(block.hash());
    if (oddBlocks == MAX_ODD_BLOCKS) {
      LOG.warn("{}: receipts are not compared with headers any more", node.name());
      outlines.clear();
    }
  }
}
