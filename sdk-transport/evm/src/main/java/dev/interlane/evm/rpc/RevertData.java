package dev.interlane.evm.rpc;

import dev.interlane.primitive.Bytes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a revert from the other errors of {@code eth_call} and {@code eth_estimateGas}, and finds
 * its data. geth, reth, erigon and anvil answer code 3 with the data as text; others have codes and
 * wordings of their own.
 */
final class RevertData {
  private static final int EXECUTION_REVERTED = 3;

  private static final Pattern REVERT_WORDS =
      Pattern.compile(
          "revert|out of gas|gas required exceeds|invalid opcode|invalid instruction"
              + "|bad instruction|invalid jump|stack (?:under|over)flow|stack limit"
              + "|vm execution error|evm error|write protection|gas uint64 overflow"
              + "|max call depth|contract creation code",
          Pattern.CASE_INSENSITIVE);

  /** The data itself, after {@code Reverted}, or in the fields where some clients put it. */
  private static final Pattern DATA_TEXT =
      Pattern.compile("\"(?:Reverted )?(0x(?:[0-9a-fA-F]{2})*+)\"");

  private static final Pattern DATA_FIELD =
      Pattern.compile("\"(?:data|return|result|output)\":" + DATA_TEXT.pattern());

  private RevertData() {}

  /** The revert data, which may be no bytes; empty if this is no revert. */
  static Optional<Bytes> of(NodeAnswer.Failure failure) {
    if (failure.code() != EXECUTION_REVERTED && !REVERT_WORDS.matcher(failure.text()).find()) {
      return Optional.empty();
    }
    String data = failure.data();
    if (data == null) {
      return Optional.of(Bytes.EMPTY);
    }
    Matcher found = (data.startsWith("{") ? DATA_FIELD : DATA_TEXT).matcher(data);
    return Optional.of(found.find() ? Bytes.fromHex(found.group(1)) : Bytes.EMPTY);
  }
}
