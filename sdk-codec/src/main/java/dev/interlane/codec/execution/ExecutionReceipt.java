package dev.interlane.codec.execution;

import dev.interlane.codec.rlp.Rlp;
import dev.interlane.codec.rlp.RlpReader;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.spi.TransactionReceipt.ExecutionStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * A transaction's receipt as the receipts trie holds it (EIP-658, EIP-2718):
 *
 * <pre>
 * legacy   list of status, cumulative gas used, bloom of the logs, logs
 * typed    one byte, the transaction's type 1 to 0x7f, then that list
 * </pre>
 *
 * <p>Receipts from before Byzantium, which hold a state root in the place of the status, and those
 * with more fields, as the deposits of the OP stack have them, are refused.
 *
 * @param transactionType 0 for legacy, else 1 to 0x7f
 * @param status whether the transaction succeeded
 * @param cumulativeGasUsed the gas that the block's transactions used up to this one, itself
 *     included
 * @param logs its logs; the bloom follows from them
 */
public record ExecutionReceipt(
    int transactionType, ExecutionStatus status, long cumulativeGasUsed, List<ExecutionLog> logs) {
  private static final int MAX_TYPE = 0x7f;

  public ExecutionReceipt {
    logs = List.copyOf(logs);
    if (transactionType < 0 || transactionType > MAX_TYPE || cumulativeGasUsed < 0) {
      throw new IllegalArgumentException(
          "A transaction's type is 0 to 127 and its gas not negative, got "
              + transactionType
              + " and "
              + cumulativeGasUsed);
    }
  }

  /**
   * Reads a receipt.
   *
   * @throws CodecException if it is not the one canonical form of one, or its bloom is not that of
   *     its logs
   */
  public static ExecutionReceipt decode(Bytes encoded) {
    if (encoded.isEmpty()) {
      throw CodecException.at(DecodeReason.TRUNCATED, 0, "", "a receipt has bytes, got none");
    }
    int first = encoded.get(0) & 0xff;
    if (first == 0) {
      throw CodecException.at(
          DecodeReason.WRONG_TAG, 0, "transactionType", "a receipt of type 0 has no type byte");
    }
    boolean typed = first <= MAX_TYPE;
    RlpReader in = RlpReader.list(typed ? encoded.slice(1) : encoded);
    ExecutionStatus status = readStatus(in);
    long cumulativeGasUsed = in.number("cumulativeGasUsed");
    Bytes bloom = in.bytes("logsBloom", LogsBloom.BYTES);
    List<ExecutionLog> logs = new ArrayList<>();
    RlpReader logsIn = in.list("logs");
    while (logsIn.hasNext()) {
      logs.add(ExecutionLog.read(logsIn, "[" + logs.size() + "]"));
    }
    in.end();
    if (!LogsBloom.of(logs).equals(bloom)) {
      throw CodecException.at(
          DecodeReason.NOT_PROVEN, 0, "logsBloom", "expected the bloom of the receipt's logs");
    }
    return new ExecutionReceipt(typed ? first : 0, status, cumulativeGasUsed, logs);
  }

  /**
   * What the receipts trie of a block holds, in order.
   *
   * @param receipts the receipts of all transactions of the block, in order, as a chain port gives
   *     them
   */
  public static List<Bytes> encodedOf(List<TransactionReceipt> receipts) {
    List<Bytes> encoded = new ArrayList<>(receipts.size());
    long cumulativeGasUsed = 0;
    for (TransactionReceipt receipt : receipts) {
      cumulativeGasUsed += receipt.gasUsed();
      List<ExecutionLog> logs =
          receipt.logs().stream()
              .map(log -> new ExecutionLog(log.emitter(), log.topics(), log.data()))
              .toList();
      encoded.add(
          new ExecutionReceipt(receipt.transactionType(), receipt.status(), cumulativeGasUsed, logs)
              .encode());
    }
    return encoded;
  }

  /** What the receipts trie holds. */
  public Bytes encode() {
    Bytes list =
        Rlp.list(
            Rlp.number(status == ExecutionStatus.SUCCEEDED ? 1 : 0),
            Rlp.number(cumulativeGasUsed),
            Rlp.bytes(LogsBloom.of(logs)),
            Rlp.list(logs.stream().map(ExecutionLog::encode).toList()));
    return transactionType == 0 ? list : Bytes.concat(Bytes.of((byte) transactionType), list);
  }

  private static ExecutionStatus readStatus(RlpReader in) {
    Bytes status = in.bytes("status");
    if (status.isEmpty()) {
      return ExecutionStatus.REVERTED;
    }
    if (status.length() == 1 && status.get(0) == 1) {
      return ExecutionStatus.SUCCEEDED;
    }
    throw CodecException.at(
        DecodeReason.BAD_BOOL, 0, "status", "expected nothing or 1, got " + status);
  }
}
