package dev.interlane.evm.rpc;

/**
 * How many nodes must give the same answer to a question on which money depends: blocks by height
 * or hash, logs, receipts, results of calls, account nonces, balances. Fees, code, proofs (which
 * prove themselves) and everything that waits are asked of one node.
 */
public enum ReadAgreement {
  /** One is enough with one or two nodes; with three and more it takes a majority. */
  BY_COUNT,
  /** One is enough: the next is asked when it gives none. */
  FIRST_ANSWER,
  /** It takes more than half of the nodes, however many there are; of two, both. */
  MAJORITY;

  boolean takesMajority(int nodes) {
    return switch (this) {
      case BY_COUNT -> nodes >= 3;
      case FIRST_ANSWER -> false;
      case MAJORITY -> nodes >= 2;
    };
  }
}
