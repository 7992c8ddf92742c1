package dev.interlane.evm.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.spi.SubmitRefusal;
import dev.interlane.spi.SubmitResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmitErrorsTest {
  private static final SubmitErrors ERRORS = SubmitErrors.shipped();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          already known                                                        | ALREADY_KNOWN
          AlreadyKnown                                                         | ALREADY_KNOWN
          ALREADY_EXISTS: already known                                        | ALREADY_KNOWN
          known transaction: 3c0ffee                                           | ALREADY_KNOWN
          Known transaction                                                    | ALREADY_KNOWN
          transaction already imported                                         | ALREADY_KNOWN
          Transaction with the same hash was already imported.                 | ALREADY_KNOWN
          submit transaction to pool failed: Pool(AlreadyImported("0x12"))     | ALREADY_KNOWN
          tx already exists in cache                                           | ALREADY_KNOWN
          unknown transaction                                                  | OTHER
          unknown transaction type                                             | OTHER
          nonce too low                                                        | NONCE_TOO_LOW
          nonce too low: next nonce 5, tx nonce 3                              | NONCE_TOO_LOW
          Nonce too low                                                        | NONCE_TOO_LOW
          Transaction nonce below sender account nonce                         | NONCE_TOO_LOW
          OldNonce, Current nonce: 7, nonce of rejected tx: 6                  | NONCE_TOO_LOW
          the tx doesn't have the correct nonce: nonce has already been used   | NONCE_TOO_LOW
          invalid transaction nonce                                            | NONCE_TOO_LOW
          submit transaction to pool failed: Pool(Stale)                       | NONCE_TOO_LOW
          nonce too high                                                       | NONCE_TOO_HIGH
          nonce too high: address 0xf39F, tx: 9 state: 7                       | NONCE_TOO_HIGH
          Nonce is too distant from current sender nonce                       | NONCE_TOO_HIGH
          nonce too far in the future                                          | NONCE_TOO_HIGH
          NonceGap, Future nonce. Expected nonce: 4                            | NONCE_TOO_HIGH
          Invalid, tx nonce 12 exceeds next nonce 9                            | NONCE_TOO_HIGH
          nonce out of range                                                   | NONCE_TOO_HIGH
          gapped-nonce tx from delegated accounts                              | NONCE_TOO_HIGH
          replacement transaction underpriced                                  | REPLACEMENT_UNDERPRICED
          Replacement transaction underpriced                                  | REPLACEMENT_UNDERPRICED
          Transaction gas price supplied is too low. There is another transaction with same nonce in the queue. | REPLACEMENT_UNDERPRICED
          could not replace existing tx                                        | REPLACEMENT_UNDERPRICED
          ReplacementNotAllowed, Required gas price: 12                        | REPLACEMENT_UNDERPRICED
          submit transaction to pool failed: Pool(TooLowPriority { old: 1, new: 1 }) | REPLACEMENT_UNDERPRICED
          transaction underpriced                                              | UNDERPRICED
          transaction underpriced: gas tip cap 0, minimum needed 1             | UNDERPRICED
          max fee per gas less than block base fee: address 0xf39F, maxFeePerGas: 1, baseFee: 7 | UNDERPRICED
          max fee per gas less than block base fee                             | UNDERPRICED
          fee cap less than block base fee                                     | UNDERPRICED
          Gas price below configured minimum gas price                         | UNDERPRICED
          FeeTooLow, MaxFeePerGas too low                                      | UNDERPRICED
          gas price too low                                                    | UNDERPRICED
          insufficient funds for gas * price + value: balance 0, tx cost 210   | INSUFFICIENT_FUNDS
          Insufficient funds for gas * price + value                           | INSUFFICIENT_FUNDS
          InsufficientFunds, Account balance: 0, cumulative cost: 12           | INSUFFICIENT_FUNDS
          Upfront cost exceeds account balance                                 | INSUFFICIENT_FUNDS
          not enough funds for gas                                             | INSUFFICIENT_FUNDS
          txpool is full                                                       | POOL_FULL
          Transaction pool is full                                             | POOL_FULL
          address already reserved                                             | POOL_FULL
          future transaction tries to replace pending                          | POOL_FULL
          submit transaction to pool failed: Pool(ImmediatelyDropped)          | POOL_FULL
          intrinsic gas too low: gas 20000, minimum needed 21000               | INVALID
          exceeds block gas limit                                              | INVALID
          Transaction gas limit exceeds block gas limit                        | INVALID
          oversized data: transaction size 131073, limit 131072                | INVALID
          max priority fee per gas higher than max fee per gas                 | INVALID
          invalid sender                                                       | INVALID
          invalid chain id for signer: have 1 want 31337                       | INVALID
          rlp: value size exceeds available input length                       | INVALID
          failed to decode signed transaction                                  | INVALID
          transaction type not supported                                       | INVALID
          the moon is in the wrong phase                                       | OTHER
          """)
  void knowsTheWordingsOfNodes(String text, String expected) {
    SubmitResult result = classify(-32000, text);

    switch (result) {
      case SubmitResult.AlreadyKnown known -> assertThat(expected).isEqualTo("ALREADY_KNOWN");
      case SubmitResult.Refused refused -> {
        assertThat(refused.refusal()).isEqualTo(SubmitRefusal.valueOf(expected));
        assertThat(refused.text()).contains("-32000").contains(text);
      }
      case SubmitResult.Accepted accepted -> throw new AssertionError("a refusal is accepted");
      case SubmitResult.Unanswered none -> throw new AssertionError("a refusal is an answer");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -32005 | daily limit reached
          -32029 | wait
          -32000 | rate limit exceeded
          -32000 | Too Many Requests
          -32603 | request timed out
          -32000 | node is not synced
          """)
  void leavesItOpenWhereTheNodeDidNotDecide(int code, String text) {
    assertThat(ERRORS.classify(new NodeAnswer.Failure(code, text, null))).isEmpty();
  }

  @Test
  void refusesATableOfAnotherForm() {
    assertThatThrownBy(() -> SubmitErrors.parse("# comment\n\nINVALID\tbad"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Line 3");
    assertThatThrownBy(() -> SubmitErrors.parse("STRANGE\tbad\tgeth"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SubmitErrors.parse("INVALID\t(\tgeth"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SubmitResult classify(int code, String text) {
    return ERRORS.classify(new NodeAnswer.Failure(code, text, null)).orElseThrow();
  }
}
