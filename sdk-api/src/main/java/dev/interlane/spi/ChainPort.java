package dev.interlane.spi;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * One EVM-shaped chain as the SDK sees it: JSON-RPC nodes in production, a simulated chain in
 * tests.
 *
 * <p>Every method asks once and answers; none waits for the chain. All may block for bounded I/O,
 * honour interruption and throw {@link dev.interlane.error.ChainUnavailableException} when there is
 * no usable answer. Thread-safe.
 */
public interface ChainPort {
  /** The chain; constant. */
  ChainId chainId();

  /** Whose word its answers are, to be shown to people; nothing in it is secret. */
  default String name() {
    return "a node of " + chainId();
  }

  /** The newest, the safe and the final block. */
  ChainHeads heads();

  /** The block at a height of the canonical chain as the node sees it now; empty above its head. */
  Optional<BlockHeader> header(long height);

  /**
   * The blocks from a height on, in order, up to the first that the node does not have or tell; at
   * most {@code max}. They need not link to each other: a reorganisation may come in between.
   * Throws when there is no usable answer for the first.
   */
  default List<BlockHeader> headers(long fromHeight, int max) {
    return asFarAsAnswered(max, index -> header(fromHeight + index));
  }

  /** The block with this hash; empty if it is unknown or no longer canonical. */
  Optional<BlockHeader> header(Bytes32 blockHash);

  /**
   * The matching logs of exactly this block, in order. Throws when the node does not have the
   * block.
   */
  List<ChainLog> logs(LogFilter filter, BlockRef block);

  /** The matching logs of a range of heights, both ends included, in order. */
  List<ChainLog> logs(LogFilter filter, long fromHeight, long toHeight);

  /** The receipt of a transaction in the canonical chain; empty if it is in no block. */
  Optional<TransactionReceipt> receipt(Bytes32 transactionHash);

  /**
   * The calldata of a transaction in the canonical chain, or its creation code; empty if it is in
   * no block, if the node does not keep it any more, or if the port reads no transactions.
   *
   * <p>It is the node's word: nothing compares it with the transaction's hash. Use it only where
   * what it says is checked by other means, as a proof in it is.
   */
  default Optional<Bytes> calldata(Bytes32 transactionHash) {
    return Optional.empty();
  }

  /**
   * The receipts of all transactions of a block, in order. Throws when the node does not have the
   * block.
   */
  List<TransactionReceipt> receipts(BlockRef block);

  /**
   * What {@link #receipts} says of each of these blocks, in their order, up to the first for which
   * there is no usable answer. Throws when that is the first of all.
   */
  default List<List<TransactionReceipt>> receiptsOfAll(List<BlockRef> blocks) {
    return asFarAsAnswered(blocks.size(), index -> Optional.of(receipts(blocks.get(index))));
  }

  private static <T> List<T> asFarAsAnswered(int max, IntFunction<Optional<T>> question) {
    List<T> answers = new ArrayList<>();
    try {
      while (answers.size() < max) {
        Optional<T> answer = question.apply(answers.size());
        if (answer.isEmpty()) {
          break;
        }
        answers.add(answer.get());
      }
    } catch (ChainUnavailableException trouble) {
      if (answers.isEmpty()) {
        throw trouble;
      }
    }
    return answers;
  }

  /** Executes a call without a transaction. A revert is a value, not an exception. */
  CallResult call(CallRequest request, BlockSelector at);

  /** How much gas the call would use as a transaction on the newest block, or its revert. */
  GasEstimate estimateGas(CallRequest request);

  /** What {@link #estimateGas} says of each of these calls, in their order. */
  default List<GasEstimate> estimateAll(List<CallRequest> requests) {
    return requests.stream().map(this::estimateGas).toList();
  }

  /**
   * The same, where an amount is known that is likely to do: that is answered for the calls that
   * succeed with it, which a node finds out by one simulation where an estimate takes several. The
   * others are estimated. By default all are.
   *
   * @param likelyGas for each of the calls, in their order, the amount; 0 where none is known
   */
  default List<GasEstimate> estimateAll(List<CallRequest> requests, List<Long> likelyGas) {
    return estimateAll(requests);
  }

  /**
   * What ends a call that reverts without data, such as {@code out of gas in 0x...}: a contract
   * that runs out of gas leaves no word of it. Empty if it is an ordinary revert, or the chain
   * cannot say, as by default. Asked of the newest block; one bounded question, never a reason to
   * fail.
   */
  default Optional<String> haltOf(CallRequest request) {
    return Optional.empty();
  }

  /** What a transaction should offer now. */
  FeeSuggestion feeSuggestion();

  /** The number of transactions the account has sent, as of the selected block. */
  long accountNonce(EvmAddress account, BlockSelector at);

  /** The account's balance in wei. */
  BigInteger balanceWei(EvmAddress account, BlockSelector at);

  /** The code of a contract; empty for an account without code. */
  Bytes code(EvmAddress account, BlockSelector at);

  /**
   * Hands a signed raw transaction to the chain. What the node says is a value; no answer is an
   * exception.
   */
  SubmitResult submit(Bytes rawTransaction);

  /**
   * Hands several over, in this order. One that gets no answer keeps none of the others back.
   *
   * @return one answer per transaction, in order
   */
  default List<SubmitResult> submitAll(List<Bytes> rawTransactions) {
    return rawTransactions.stream().map(raw -> SubmitResult.answered(() -> submit(raw))).toList();
  }

  /**
   * The header of a canonical block in RLP, whose Keccak-256 hash is the block's hash. The port has
   * made sure of that.
   *
   * @throws dev.interlane.error.ChainUnavailableException if the block is not canonical or the port
   *     cannot give its header
   */
  default Bytes encodedHeader(BlockRef block) {
    throw new ChainUnavailableException(
        "The port of " + chainId() + " gives no headers in RLP", "Ask another node");
  }

  /** A Merkle-Patricia proof of the account and of its storage slots (EIP-1186). */
  StateProof proof(EvmAddress account, List<Bytes32> slots, BlockSelector at);

  /**
   * What the port answered last cannot be the whole truth: a contract's own count contradicts the
   * logs. Where there is another node of equal standing, it is asked first from now on.
   *
   * @param reason what was found, for people
   * @return whether another node is asked first now, so that to ask again is worth it; false by
   *     default
   */
  default boolean doubt(String reason) {
    return false;
  }

  /**
   * Tells {@code hint} that there may be a new head. A hint only: it may come late, twice or never,
   * and polling is the truth.
   *
   * @return ends the subscription when closed
   */
  Subscription onHead(Runnable hint);

  /** Ends when closed. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
