package dev.interlane.receipt;

import static dev.interlane.Fixtures.DESTINATION;
import static dev.interlane.Fixtures.account;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.chain.AccountId;
import dev.interlane.primitive.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {
  private static final AccountId ALICE = account(DESTINATION, 1);
  private static final AccountId BOB = account(DESTINATION, 2);
  private static final AccountId CAROL = account(DESTINATION, 3);
  private static final List<AccountId> SET = List.of(ALICE, BOB, CAROL);

  private static Evidence.Quorum quorum(
      List<AccountId> signers, List<AccountId> set, int threshold) {
    return new Evidence.Quorum(
        "hyperlane/v3", signers, set, threshold, "every signature", "the validators", Bytes.EMPTY);
  }

  @Test
  void aQuorumNamesItsSignersAndItsSet() {
    List<AccountId> signers = new ArrayList<>(List.of(ALICE, CAROL));
    Evidence.Quorum quorum = quorum(signers, SET, 2);

    signers.clear();

    assertThat(quorum.signers()).containsExactly(ALICE, CAROL);
    assertThat(quorum.validators()).isEqualTo(SET);
    assertThat(quorum.threshold()).isEqualTo(2);
  }

  @Test
  void tooFewSignersMakeNoQuorum() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> quorum(List.of(ALICE), SET, 2))
        .withMessage("A quorum needs 1 <= threshold <= signers <= validators, got 2, 1, 3");
    assertThatIllegalArgumentException().isThrownBy(() -> quorum(List.of(ALICE), SET, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> quorum(SET, List.of(ALICE), 1));
    assertThatIllegalArgumentException().isThrownBy(() -> quorum(List.of(), List.of(), 0));
  }

  @Test
  void aSignerCountsOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> quorum(List.of(ALICE, ALICE), SET, 2))
        .withMessage("Signer " + ALICE + " is counted more often than it is in the validator set");
  }

  @Test
  void aStrangersSignatureDoesNotCount() {
    AccountId mallory = account(DESTINATION, 66);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> quorum(List.of(ALICE, mallory), SET, 2))
        .withMessage("Signer " + mallory + " is not in the validator set");
  }

  @Test
  void compositeEvidenceHasLegs() {
    Evidence leg =
        new Evidence.Vouched("hyperlane/v3", ALICE, "the sender", "the operator", Bytes.EMPTY);

    assertThat(
            new Evidence.Composite(
                    "hyperlane/v3", List.of(leg, quorum(SET, SET, 3)), "", "", Bytes.EMPTY)
                .legs())
        .hasSize(2)
        .isUnmodifiable();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Evidence.Composite("hyperlane/v3", List.of(), "", "", Bytes.EMPTY))
        .withMessage("Composite evidence needs at least one leg");
  }
}
