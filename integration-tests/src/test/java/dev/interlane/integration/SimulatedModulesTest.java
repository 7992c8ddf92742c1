package dev.interlane.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.EvmAddress;
import dev.interlane.receipt.AcceptedUnder;
import dev.interlane.receipt.DeliveryReceipt;
import org.junit.jupiter.api.Test;

/** Modules in memory. */
class SimulatedModulesTest extends ModulesOnTwoChains {
  @Override
  TwoChains open() {
    return SimulatedTwoChains.create(11);
  }

  @Test
  void aModuleThatIsReplacedInTheBlockOfTheDeliveryIsNamedWithTheOneBefore() {
    Proven proven = provenAndLeft();
    EvmAddress open = chains().pausableIsm();

    ((SimulatedTwoChains) chains())
        .setIsmAndCallInOneBlock(proven.recipient(), open, proven.process());

    DeliveryReceipt receipt = resumed(proven);
    assertThat(receipt.acceptedUnder().orElseThrow())
        .satisfies(
            accepted -> {
              assertThat(accepted.match()).isEqualTo(AcceptedUnder.Match.CHANGED_IN_THE_BLOCK);
              assertThat(accepted.rule())
                  .startsWith("before it the message-id multisig ISM " + proven.ism())
                  .contains("; after it the pausable ISM " + open);
            });
  }
}
