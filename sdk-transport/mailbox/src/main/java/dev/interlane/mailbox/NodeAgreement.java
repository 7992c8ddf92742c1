package dev.interlane.mailbox;

import dev.interlane.error.ChainUnavailableException;
import dev.interlane.receipt.BlockHashSource;
import dev.interlane.receipt.ExecutionProof;
import dev.interlane.spi.ChainPort;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks several nodes, each on its own, whether the block of an execution proof is the chain's, so
 * that the proof rests on their agreement instead of on one of them.
 *
 * <pre>{@code
 * ExecutionProof sure = NodeAgreement.confirm(proof, List.of(ours, theirs, others), 2);
 * }</pre>
 */
public final class NodeAgreement {
  private NodeAgreement() {}

  /**
   * The proof, with the nodes that have its block in their canonical chain as its source. Every
   * node is asked.
   *
   * @param nodes ports that do not share a node; their names must differ
   * @param needed how many have to agree, at least 1
   * @throws ChainUnavailableException if fewer agree; those that did not answer are suppressed in
   *     it
   * @throws IllegalArgumentException if fewer than {@code needed} are given, or {@code needed} is
   *     below 1
   */
  public static ExecutionProof confirm(ExecutionProof proof, List<ChainPort> nodes, int needed) {
    if (needed < 1 || nodes.stream().map(ChainPort::name).distinct().count() < needed) {
      throw new IllegalArgumentException(
          "Expected 1 <= needed <= nodes of different names, got "
              + needed
              + " of "
              + nodes.stream().map(ChainPort::name).toList());
    }
    List<String> agreeing = new ArrayList<>();
    List<ChainUnavailableException> silent = new ArrayList<>();
    for (ChainPort node : nodes) {
      try {
        boolean has =
            node.header(proof.block().hash())
                .filter(header -> header.block().equals(proof.block()))
                .isPresent();
        if (has && !agreeing.contains(node.name())) {
          agreeing.add(node.name());
        }
      } catch (ChainUnavailableException unavailable) {
        silent.add(unavailable);
      }
    }
    if (agreeing.size() < needed) {
      ChainUnavailableException few =
          new ChainUnavailableException(
              "Block "
                  + proof.block()
                  + " is canonical to "
                  + agreeing.size()
                  + " of "
                  + nodes.size()
                  + " nodes, needed are "
                  + needed,
              "Was it reorganised away, or is a node behind?");
      silent.forEach(few::addSuppressed);
      throw few;
    }
    return withSource(proof, new BlockHashSource.NodeQuorum(agreeing, needed));
  }

  private static ExecutionProof withSource(ExecutionProof proof, BlockHashSource source) {
    return switch (proof) {
      case ExecutionProof.ByReceipt one ->
          new ExecutionProof.ByReceipt(
              one.block(),
              source,
              one.header(),
              one.transactionIndex(),
              one.logIndex(),
              one.nodes());
      case ExecutionProof.ByStorage one ->
          new ExecutionProof.ByStorage(
              one.block(),
              source,
              one.header(),
              one.account(),
              one.accountProof(),
              one.slot(),
              one.word(),
              one.storageProof());
    };
  }
}
