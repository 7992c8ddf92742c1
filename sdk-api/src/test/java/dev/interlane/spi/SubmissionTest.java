package dev.interlane.spi;

import static dev.interlane.Fixtures.ORIGIN;
import static dev.interlane.Fixtures.SENDER;
import static dev.interlane.Fixtures.address;
import static dev.interlane.Fixtures.hash;
import static dev.interlane.Fixtures.inclusion;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionTest {
  private static final Submission.Attempt FIRST =
      new Submission.Attempt(Bytes.fromHex("02f1"), hash(1));
  private static final Submission.Attempt SECOND =
      new Submission.Attempt(Bytes.fromHex("02f2"), hash(2));

  private static TransactionIntent.Builder intent() {
    return TransactionIntent.builder()
        .key("dispatch:1")
        .account(SENDER)
        .to(address(9))
        .data(Bytes.EMPTY);
  }

  private static Submission.Builder submission() {
    return Submission.builder()
        .account(SENDER)
        .accountNonce(7)
        .intent(intent().build())
        .addAttempts(FIRST)
        .state(SubmissionState.PENDING);
  }

  @Test
  void keepsEveryAttemptThatMayBeOut() {
    Submission bumped = submission().build().withAttempt(SECOND);

    assertThat(bumped.attempts()).containsExactly(FIRST, SECOND).isUnmodifiable();
    assertThat(bumped.lastAttempt()).isEqualTo(SECOND);
    assertThat(bumped.hasHash(hash(1))).isTrue();
    assertThat(bumped.hasHash(hash(2))).isTrue();
    assertThat(bumped.hasHash(hash(3))).isFalse();
    assertThat(bumped.accountNonce()).isEqualTo(7);
    assertThat(bumped.chain()).isEqualTo(ORIGIN);
  }

  @Test
  void leavesItsBlockWithItsState() {
    Submission included =
        submission().build().includedIn(inclusion(ORIGIN, 5), SubmissionState.INCLUDED);

    assertThat(included.inclusion()).hasValue(inclusion(ORIGIN, 5));
    assertThat(included.as(SubmissionState.PENDING)).isEqualTo(submission().build());
    assertThat(included.as(SubmissionState.PENDING).inclusion()).isEmpty();
  }

  @Test
  void needsASignedFormAndANonce() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Submission.builder()
                    .account(SENDER)
                    .accountNonce(0)
                    .intent(intent().build())
                    .state(SubmissionState.PENDING)
                    .build())
        .withMessage("A submission needs at least one signed attempt");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> submission().accountNonce(-1).build())
        .withMessage("accountNonce must not be negative, got -1");
  }

  @Test
  void anIntentSendsNoValueAndEstimatesGasByDefault() {
    assertThat(intent().build().valueWei()).isZero();
    assertThat(intent().build().gasLimit()).isEmpty();
    assertThat(intent().build()).isEqualTo(intent().build());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void anIntentsGasIsPositive(long gas) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> intent().gasLimit(gas).build())
        .withMessage("gasLimit must be positive, got " + gas);
  }

  @Test
  void anIntentHasAKeyAndNoNegativeValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> intent().key(" ").build())
        .withMessage("A transaction intent needs a key that is not blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> intent().valueWei(BigInteger.valueOf(-1)).build())
        .withMessage("valueWei must not be negative, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new CallRequest(address(1), address(2), Bytes.EMPTY, BigInteger.valueOf(-1)))
        .withMessage("valueWei must not be negative, got -1");
  }

  @Test
  void aSignatureIsWrittenAsContractsReadIt() {
    Bytes32 r = hash(0x11);
    Bytes32 s = hash(0x22);

    assertThat(new Signature(r, s, 0).toRsv())
        .isEqualTo(Bytes.concat(r.toBytes(), s.toBytes(), Bytes.fromHex("1b")));
    assertThat(new Signature(r, s, 1).toRsv().get(64)).isEqualTo((byte) 28);
    for (int parity : new int[] {-1, 2, 27, 28}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Signature(r, s, parity))
          .withMessage("yParity must be 0 or 1, got " + parity);
    }
  }
}
